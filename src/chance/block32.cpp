#include "chance/block32.h"

#include <Random123/philox.h>

namespace smolny::chance {

std::array<std::uint32_t, 4> block32(std::uint64_t key, const std::array<std::uint32_t, 4>& counter) {
  const r123::Philox4x32::ctr_type at = {{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type words = {{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
  const auto result = philox4x32(at, words);
  return {result[0], result[1], result[2], result[3]};
}

}  // namespace smolny::chance

#include "chance/draw.h"

#include <Random123/philox.h>

#include "chance/names.h"
#include "maths/elementary.h"
#include "maths/quantiles.h"

namespace smolny::chance {

MixedKey mix(const Key& key) {
  // Two chains of bijections that take the three words in different order, so that they collide independently.
  const std::uint64_t first = scramble(scramble(scramble(key.seed + 0x9e3779b97f4a7c15U) + key.member) + key.branch);
  const std::uint64_t second = scramble(scramble(scramble(key.branch + 0xd1b54a32d192ed03U) + key.seed) + key.member);
  return {first, second};
}

std::array<std::uint64_t, 4> block(const MixedKey& key, const Address& address) {
  const r123::Philox4x64::ctr_type counter = {{address.site, address.actor, address.target, address.occurrence}};
  const r123::Philox4x64::key_type words = {{key.first, key.second}};
  const auto result = philox4x64(counter, words);
  return {result[0], result[1], result[2], result[3]};
}

std::array<std::uint64_t, 4> block(const Key& key, const Address& address) { return block(mix(key), address); }

Fan fan(const MixedKey& key, const Address& address) { return {block(key, address)[0]}; }

double uniform(const Key& key, const Address& address) { return uniform_from(block(key, address)[0]); }

double exponential_from(double u) { return -maths::log1p(-u); }
double exponential(const Key& key, const Address& address) { return exponential_from(uniform(key, address)); }

double normal_from(double u) { return maths::normal_quantile(u); }
double normal(const Key& key, const Address& address) { return normal_from(uniform(key, address)); }

double gumbel_from(double u) { return -maths::log(-maths::log(u)); }
double gumbel(const Key& key, const Address& address) { return gumbel_from(uniform(key, address)); }

}  // namespace smolny::chance

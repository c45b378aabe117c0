#include "people/individuals.hpp"

namespace smolny::people {

std::int64_t step_reference(std::span<std::uint8_t> persons, std::uint32_t first, const Table& table, const StepAddress& address,
                            Histogram& counts) {
  std::int64_t moved = 0;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const auto person = static_cast<std::uint32_t>(first + i);
    const OwnWords own = own_words(address, person);
    const auto to = move_of(table, persons[i], word_of(first_byte(address, person), own.rest), own.second);
    if (!to) continue;
    --counts.cell[persons[i]];
    ++counts.cell[*to];
    persons[i] = *to;
    ++moved;
  }
  return moved;
}

Histogram count(std::span<const std::uint8_t> persons) {
  Histogram counts;
  for (std::uint8_t person : persons) ++counts.cell[person];
  return counts;
}

}  // namespace smolny::people

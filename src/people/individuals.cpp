// A run of persons goes through three loops, each over what fits in the first cache: (1) first bytes for all of them,
// some blocks at a time; (2) whose byte is not above their position's gate, as a mask, then as a list; (3) for those few a
// block of their own, again in vectors, and their move. Loops 1 and 2 do about 100 vector operations for 64 persons with
// 256-bit vectors; people/words.hpp says why skipping the others is exact.

#include "people/individuals.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "people/individuals.cpp"  // compiled once for each kind of vectors
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef SMOLNY_PEOPLE_RUN
#define SMOLNY_PEOPLE_RUN
namespace smolny::people {

inline constexpr std::uint32_t kRun = 2048;  ///< persons that go through the loops at once
inline constexpr std::uint32_t kWord = 64;   ///< persons to a word of the mask
inline constexpr std::uint32_t kAhead = 16;  ///< room behind the lists that vectors may write or read

/// What a run needs; it stays in the first cache.
struct Run {
  alignas(64) std::uint8_t bytes[kRun];
  alignas(64) std::uint64_t mask[kRun / kWord + 1];  ///< a word more: masks are written eight bytes at a time
  alignas(64) std::uint32_t candidates[kRun + kAhead];  ///< persons, by their number in the group
  alignas(64) std::uint64_t own[kRun + kAhead];         ///< OwnWords: rest below, second above
};

}  // namespace smolny::people
#endif

HWY_BEFORE_NAMESPACE();
namespace smolny::people {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

std::int64_t step_run(std::uint8_t* persons, std::uint32_t count, std::uint32_t first, const Table& table,
                      const StepAddress& address, Histogram& counts, Run&) {
  return step_reference({persons, count}, first, table, address, counts);
}

void first_bytes(std::uint32_t first, std::uint32_t count, const StepAddress& address, Run& run) {
  for (std::uint32_t i = 0; i < count; ++i) run.bytes[i] = first_byte(address, first + i);
}

#else

using Wide = hn::CappedTag<std::uint64_t, kTileBlocks>;  // a block to a lane: its four words in the low halves
using Halves = hn::Repartition<std::uint32_t, Wide>;
using Bytes = hn::CappedTag<std::uint8_t, kWord>;
using V = hn::Vec<Wide>;

/// One round of Philox4x32 (Salmon et al. 2011, section 3.3). The high halves of lanes hold what is left over there;
/// MulEven does not read them, and pack() drops them.
HWY_INLINE void round(V& x0, V& x1, V& x2, V& x3, V key0, V key1) {
  const Halves h;
  const Wide d;
  const auto m0 = hn::Set(h, 0xD2511F53U), m1 = hn::Set(h, 0xCD9E8D57U);
  const V p0 = hn::MulEven(hn::BitCast(h, x0), m0), p1 = hn::MulEven(hn::BitCast(h, x2), m1);
  x0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), x1), key0);
  x1 = hn::BitCast(d, p1);
  x2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), x3), key1);
  x3 = hn::BitCast(d, p0);
}

/// Two words of each lane side by side: low from `low`, high from `high`.
HWY_INLINE V pack(V low, V high) {
  const Halves h;
  return hn::BitCast(Wide(), hn::OddEven(hn::BitCast(h, hn::ShiftLeft<32>(high)), hn::BitCast(h, low)));
}

/// The keys of ten rounds, each the one before plus a constant, as a vector's lanes want them.
struct Keys {
  std::uint64_t round[10][2];
};
HWY_INLINE Keys keys_of(const StepAddress& address) {
  Keys keys;
  auto key0 = static_cast<std::uint32_t>(address.history), key1 = static_cast<std::uint32_t>(address.history >> 32);
  for (auto& key : keys.round) {
    key[0] = key0;
    key[1] = key1;
    key0 += 0x9E3779B9U;
    key1 += 0xBB67AE85U;
  }
  return keys;
}

/// The blocks at two vectors of indices, interleaved so that one's multiplications hide behind the other's: words 0
/// and 1 packed, and words 2 and 3.
HWY_INLINE void blocks(const StepAddress& address, const Keys& keys, V index_a, V index_b, V& low_a, V& high_a, V& low_b, V& high_b) {
  const Wide d;
  V a0 = index_a, a1 = hn::Set(d, std::uint64_t{address.step}), a2 = hn::Set(d, address.group & 0xffffffffU),
    a3 = hn::Set(d, address.group >> 32);
  V b0 = index_b, b1 = a1, b2 = a2, b3 = a3;
#pragma GCC unroll 10
  for (const auto& key : keys.round) {
    const V key0 = hn::Set(d, key[0]), key1 = hn::Set(d, key[1]);
    round(a0, a1, a2, a3, key0, key1);
    round(b0, b1, b2, b3, key0, key1);
  }
  low_a = pack(a0, a1);
  high_a = pack(a2, a3);
  low_b = pack(b0, b1);
  high_b = pack(b2, b3);
}

/// Where in a run the first eight bytes of its block go; the last eight go half a tile further on.
HWY_INLINE std::uint8_t* place_of(Run& run, std::size_t block) {
  return run.bytes + block / kTileBlocks * kTile + block % kTileBlocks * 8;
}

/// Loop 1. Fills the first bytes of `count` persons from `first` on, and of as many more as vectors are wide.
void first_bytes(std::uint32_t first, std::uint32_t count, const StepAddress& address, Run& run) {
  const Wide d;
  const hn::Repartition<std::uint8_t, Wide> bytes;
  const std::size_t lanes = hn::Lanes(d), all = (count + kTile - 1) / kTile * kTileBlocks;
  const Keys keys = keys_of(address);
  const V onward = hn::Set(d, std::uint64_t{lanes});
  V index_a = hn::Iota(d, std::uint64_t{first / kTile * kTileBlocks}), index_b = hn::Add(index_a, onward);
  for (std::size_t b = 0; b < all; b += 2 * lanes) {
    V low_a, high_a, low_b, high_b;
    blocks(address, keys, index_a, index_b, low_a, high_a, low_b, high_b);
    index_a = hn::Add(index_b, onward);
    index_b = hn::Add(index_a, onward);
    std::uint8_t *to_a = place_of(run, b), *to_b = place_of(run, b + lanes);
    hn::StoreU(hn::BitCast(bytes, low_a), bytes, to_a);
    hn::StoreU(hn::BitCast(bytes, high_a), bytes, to_a + kTile / 2);
    hn::StoreU(hn::BitCast(bytes, low_b), bytes, to_b);
    hn::StoreU(hn::BitCast(bytes, high_b), bytes, to_b + kTile / 2);
  }
}

/// Which of 64 persons drew a byte not above the gate of their position, as 64 bits at `mask` (and rubbish behind).
HWY_INLINE void mark(const std::uint8_t* persons, const std::uint8_t* drawn, const std::uint8_t* gates, std::uint64_t* mask) {
  const Bytes d;
  const auto gate = hn::LoadDup128(d, gates);
  for (std::size_t i = 0; i < kWord; i += hn::Lanes(d)) {
    const auto byte = hn::LoadU(d, drawn + i);
    const auto bound = hn::TableLookupBytes(gate, hn::ShiftRight<4>(hn::LoadU(d, persons + i)));
    hn::StoreMaskBits(d, hn::Eq(hn::Min(byte, bound), byte), reinterpret_cast<std::uint8_t*>(mask) + i / 8);
  }
}

/// Appends the places of a word's bits to a list, two at a time whether they are there or not: a loop that ends at the
/// last bit is mispredicted nearly always, this one hardly ever.
HWY_INLINE std::size_t append(std::uint64_t bits, std::uint32_t at, std::uint32_t* list, std::size_t size) {
  const std::size_t end = size + static_cast<std::size_t>(std::popcount(bits));
  do {
    for (std::size_t k = 0; k < 2; ++k) {
      list[size + k] = at + static_cast<std::uint32_t>(std::countr_zero(bits | std::uint64_t{1} << 63));
      bits &= bits - 1;
    }
    size += 2;
  } while (HWY_UNLIKELY(size < end));
  return end;
}

/// Loop 2. Lists the candidates among `count` persons; gives their number.
std::size_t list_candidates(const std::uint8_t* persons, std::uint32_t count, std::uint32_t first, const Table& table, Run& run) {
  std::uint32_t i = 0;
  for (; i + kWord <= count; i += kWord) mark(persons + i, run.bytes + i, table.gate.data(), run.mask + i / kWord);
  if (i < count) {
    std::uint8_t rest[kWord] = {};
    std::memcpy(rest, persons + i, count - i);
    mark(rest, run.bytes + i, table.gate.data(), run.mask + i / kWord);
    run.mask[i / kWord] &= (std::uint64_t{1} << (count - i)) - 1;
  }
  std::size_t size = 0;
  for (i = 0; i < count; i += kWord) size = append(run.mask[i / kWord], first + i, run.candidates, size);
  return size;
}

/// Words 0 and 1 of the candidates' own blocks.
void own_blocks(std::size_t size, const StepAddress& address, Run& run) {
  const Wide d;
  const hn::Rebind<std::uint32_t, Wide> narrow;
  const std::size_t lanes = hn::Lanes(d);
  const Keys keys = keys_of(address);
  for (std::size_t k = 0; k < 2 * kTileBlocks; ++k) run.candidates[size + k] = 0;
  for (std::size_t k = 0; k < size; k += 2 * lanes) {
    const V mark = hn::Set(d, std::uint64_t{kOwnBlock});
    const V a = hn::Or(mark, hn::PromoteTo(d, hn::LoadU(narrow, run.candidates + k)));
    const V b = hn::Or(mark, hn::PromoteTo(d, hn::LoadU(narrow, run.candidates + k + lanes)));
    V low_a, high_a, low_b, high_b;
    blocks(address, keys, a, b, low_a, high_a, low_b, high_b);
    hn::StoreU(low_a, d, run.own + k);
    hn::StoreU(low_b, d, run.own + k + lanes);
  }
}

/// Loop 3. The candidates' moves: move_of() without its branches, which no machine could predict, but for those who leave.
HWY_INLINE std::int64_t move(std::uint8_t* persons, std::size_t size, std::uint32_t first, const Table& table, Histogram& counts,
                             const Run& run) {
  std::int64_t moved = 0;
  for (std::size_t k = 0; k < size; ++k) {
    std::uint8_t& person = persons[run.candidates[k] - first];
    const std::uint32_t word = word_of(run.bytes[run.candidates[k] - first], static_cast<std::uint32_t>(run.own[k]));
    const std::size_t position = person >> 4;
    const unsigned resolve = person & 15U;
    const bool rises = word < table.rise[position], falls = !rises & (word < table.fall[position]);
    const bool up = rises & (resolve + 1 != kSteps), down = falls & (resolve != 0);
    const bool leaves = !rises & !falls & (word < table.leave[position]);
    unsigned to = person + unsigned{up} - unsigned{down};
    if (HWY_UNLIKELY(leaves)) {
      unsigned goal = table.nearest;
      const auto second = static_cast<std::uint32_t>(run.own[k] >> 32);
      for (std::size_t q = 0; q < kPositions; ++q) goal += unsigned{q >= table.nearest} & unsigned{second > table.upto[q]};
      to = goal << 4 | resolve;
    }
    --counts.cell[person];
    ++counts.cell[to];
    person = static_cast<std::uint8_t>(to);
    moved += up | down | leaves;
  }
  return moved;
}

/// Steps up to kRun persons.
std::int64_t step_run(std::uint8_t* persons, std::uint32_t count, std::uint32_t first, const Table& table,
                      const StepAddress& address, Histogram& counts, Run& run) {
  first_bytes(first, count, address, run);
  const std::size_t size = list_candidates(persons, count, first, table, run);
  own_blocks(size, address, run);
  return move(persons, size, first, table, counts, run);
}

#endif

const char* vectors() { return hwy::TargetName(HWY_TARGET); }

}  // namespace HWY_NAMESPACE
}  // namespace smolny::people
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace smolny::people {

HWY_EXPORT(step_run);
HWY_EXPORT(first_bytes);
HWY_EXPORT(vectors);

static_assert(std::endian::native == std::endian::little, "bytes of a block are persons in order");
static_assert(kRun % kTile == 0 && kRun / kTile * kTileBlocks % (2 * kTileBlocks) == 0 && kAhead >= 2 * kTileBlocks);

std::int64_t step_individuals(std::span<std::uint8_t> persons, std::uint32_t first, const Table& table, const StepAddress& address,
                              Histogram& counts) {
  Run run;
  std::int64_t moved = 0;
  const auto step = HWY_DYNAMIC_DISPATCH(step_run);
  for (std::size_t i = 0; i < persons.size(); i += kRun) {
    const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(kRun, persons.size() - i));
    moved += step(persons.data() + i, count, static_cast<std::uint32_t>(first + i), table, address, counts, run);
  }
  return moved;
}

void draw_bytes(std::span<std::uint8_t> bytes, const StepAddress& address) {
  Run run;
  const auto draw = HWY_DYNAMIC_DISPATCH(first_bytes);
  for (std::size_t i = 0; i < bytes.size(); i += kRun) {
    const auto here = static_cast<std::uint32_t>(std::min<std::size_t>(kRun, bytes.size() - i));
    draw(static_cast<std::uint32_t>(i), here, address, run);
    std::memcpy(bytes.data() + i, run.bytes, here);
  }
}

std::uint64_t draw_only(std::uint32_t first, std::uint32_t count, const StepAddress& address) {
  Run run;
  std::uint64_t sum = 0;
  const auto draw = HWY_DYNAMIC_DISPATCH(first_bytes);
  for (std::uint32_t i = 0; i < count; i += kRun) {
    const std::uint32_t here = std::min(kRun, count - i);
    draw(first + i, here, address, run);
    sum += run.bytes[here - 1];
  }
  return sum;
}

const char* vectors_in_use() { return HWY_DYNAMIC_DISPATCH(vectors)(); }

}  // namespace smolny::people
#endif

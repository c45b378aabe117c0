// The bulk generator is Philox4x32-10: the known answers of Random123 1.14 (its file kat_vectors).

#include "chance/block32.h"

#include <gtest/gtest.h>

namespace smolny::chance {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Block32, GivesTheKnownAnswers) {
  EXPECT_EQ(block32(0, {0, 0, 0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(block32(0xffffffffffffffffU, {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(block32(0x299f31d0a4093822U, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

}  // namespace
}  // namespace smolny::chance

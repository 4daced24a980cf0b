#include "base/hash.h"

#include <gtest/gtest.h>

namespace scan::base {
namespace {

// Fingerprints are stored in baselines and by servers: these digits never change.
TEST(StableHash, IsTheSameInEveryVersion) {
  EXPECT_EQ(StableHash().hex(), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(StableHash().add("rule").add(7u).hex(), "fa0efa49c03c2a5d61e93bafdc670403");
}

TEST(StableHash, TellsWhereStringsEnd) {
  EXPECT_NE(StableHash().add("ab").add("c").hex(), StableHash().add("a").add("bc").hex());
  EXPECT_NE(StableHash().add("").hex(), StableHash().hex());
}

TEST(StableHash, CanBeAddedToAfterItWasRead) {
  StableHash hash;
  hash.add("a");
  const std::string first = hash.hex();
  EXPECT_EQ(hash.hex(), first);
  EXPECT_EQ(hash.add("b").hex(), StableHash().add("a").add("b").hex());
}

// FIPS 180-4's own examples.
TEST(Sha256, GivesTheStandardsDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace scan::base

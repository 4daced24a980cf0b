#include "text/base64.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::text {
namespace {

TEST(Base64, IsDecodedInEitherAlphabet) {
  // RFC 4648, 10, and the two characters in which the alphabets differ.
  const std::vector<std::pair<std::string, std::string>> cases = {{"", ""},
                                                                  {"Zg==", "f"},
                                                                  {"Zm8=", "fo"},
                                                                  {"Zm9v", "foo"},
                                                                  {"Zm9vYg==", "foob"},
                                                                  {"Zm9vYmE=", "fooba"},
                                                                  {"Zm9vYmFy", "foobar"},
                                                                  {"Zg", "f"},
                                                                  {"Zm8", "fo"},
                                                                  {"-_8", "\xFB\xFF"},
                                                                  {"+/8=", "\xFB\xFF"}};
  for (const auto& [encoded, bytes] : cases) EXPECT_EQ(decode_base64(encoded), bytes) << encoded;
}

TEST(Base64, RefusesWhatIsNone) {
  for (const std::string text : {"Z", "Zm9vY", "Zm 9v", "Zm9v\n", "Zm=v", "Zg===", "Zm9v\xC3\xA9"})
    EXPECT_EQ(decode_base64(text), std::nullopt) << text;
}

TEST(Base64, IsEncodedWithPadding) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},        {"f", "Zg=="},          {"fo", "Zm8="},
      {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xFB\xFF", "+/8="}};
  for (const auto& [bytes, encoded] : cases) EXPECT_EQ(encode_base64(bytes), encoded);
}

}  // namespace
}  // namespace scan::text

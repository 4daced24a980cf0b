#include "text/decoding.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace scan::text {
namespace {

struct Case {
  std::string what;
  std::string text;
  std::string decoded;  // one pass; equal to `text` where nothing is decoded
};

std::string one_pass(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  EncodedSpans spans(text);
  while (const auto encoded = spans.next()) {
    std::string meaning;
    const std::string_view written = text.substr(encoded->span.begin, encoded->span.size());
    if (!append_decoded(encoded->coding, written, meaning)) continue;
    out += text.substr(done, encoded->span.begin - done);
    out += meaning;
    done = encoded->span.end;
  }
  out += text.substr(done);
  return out;
}

std::vector<EncodedSpan> all_spans(std::string_view text) {
  std::vector<EncodedSpan> all;
  EncodedSpans spans(text);
  while (const auto encoded = spans.next()) all.push_back(*encoded);
  return all;
}

// On each side of a break are the candidates that are there in the text as a whole.
TEST(EncodedSpans, AreTheSameApartBetweenBreaks) {
  const std::vector<std::string> words = {"\n",
                                          "U+0041",
                                          "U+0042\n",
                                          "U+0043 ",
                                          "%41",
                                          "%4",
                                          "\\u0041",
                                          "0123456789abcdef",
                                          "/w+-",
                                          "=",
                                          " ",
                                          "\r\n",
                                          "deadbeefdeadbeefdeadbeefdeadbeef",
                                          "x"};
  std::mt19937 random(1);
  std::size_t breaks = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto count = random() % 20; count > 0; --count) text += words[random() % words.size()];
    const std::vector<EncodedSpan> whole = all_spans(text);
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const std::size_t next = break_from(text, at);
      const std::size_t last = break_up_to(text, at);
      ASSERT_GE(next, at);
      ASSERT_LE(last, at);
      for (const std::size_t place : {next, last}) {
        std::vector<EncodedSpan> parts = all_spans(text.substr(0, place));
        for (EncodedSpan span : all_spans(text.substr(place))) {
          span.span.begin += static_cast<std::uint32_t>(place);
          span.span.end += static_cast<std::uint32_t>(place);
          parts.push_back(span);
        }
        ASSERT_EQ(parts, whole) << testing::PrintToString(text) << " at " << place;
        breaks += place > 0 && place < text.size() ? 1 : 0;
      }
    }
  }
  EXPECT_GT(breaks, 1000u);
}

TEST(Decoding, ReadsWhatGitleaksReads) {
  const std::vector<Case> cases = {
      {"nothing", "", ""},
      {"base64", "key: bXktYXBpLWtleS0wMDE=;", "key: my-api-key-001;"},
      {"base64 behind an equals sign", "key=bXktYXBpLWtleS0wMDE=", "key=my-api-key-001"},
      {"base64 without its padding", "bXktYXBpLWtleS0wMDE", "my-api-key-001"},
      {"base64 with the wrong padding", "bXktYXBpLWtleS0wMDE==", "bXktYXBpLWtleS0wMDE=="},
      {"base64 for URLs", "Pn4_Pn4_Pn4_Pn4-", ">~?>~?>~?>~>"},
      {"base64 in both alphabets", "Pn4/Pn4_Pn4_Pn4+", "Pn4/Pn4_Pn4_Pn4+"},
      {"base64 of less than 16 characters", "c2hvcnQtd29yZA", "c2hvcnQtd29yZA"},
      {"a name with letters alone", "abcdefghijklmnop", "abcdefghijklmnop"},
      {"base64 of bytes that are no text", "AAECAwQFBgcICQoLDA0ODw==", "AAECAwQFBgcICQoLDA0ODw=="},
      {"base64 in the middle of a word", "#bXktYXBpLWtleS0wMDE#", "#my-api-key-001#"},

      {"hex", "x 6d792d6170692d6b65792d303031 6D792D6170692D6B65792D30303131",
       "x 6d792d6170692d6b65792d303031 6D792D6170692D6B65792D30303131"},
      {"hex of 32 digits", "6d792d6170692d6b65792d3030313132", "my-api-key-00112"},
      {"hex in upper case", "6D792D6170692D6B65792D3030313132", "my-api-key-00112"},
      {"hex of an odd length", "6d792d6170692d6b65792d30303131323",
       "6d792d6170692d6b65792d30303131323"},
      {"a hash", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"what follows hex waits", "6d792d6170692d6b65792d3030313132ghijklmnopqrstuv",
       "my-api-key-00112ghijklmnopqrstuv"},

      {"percent", "a%20b%3D%22c%22", "a b=\"c\""},
      {"percent beyond ASCII spoils its line", "a%20b%C3%A4\n%20", "a%20b%C3%A4\n "},
      {"percent that is none", "100% of %zz, %2", "100% of %zz, %2"},
      {"one level at a time", "%2541", "%41"},
      {"what is between the first and the last waits", "%41 bXktYXBpLWtleS0wMDE= %42",
       "A bXktYXBpLWtleS0wMDE= B"},
      {"base64 beside percent waits", "bXktYXBpLWtleS0wMDE%3D", "bXktYXBpLWtleS0wMDE="},

      {"escapes", "\\u0061\\U0062\\\\u0063", "abc"},
      {"escapes that are cut", "\\u006 \\u006", "\\u006 \\u006"},
      {"escapes beyond ASCII", "\\u00e4\\ud83d", "\xc3\xa4\xef\xbf\xbd"},
      {"code points", "U+0061 U+0062 x U+0063", "abx c"},
      {"a code point in a word", "U+0061b U+00", "U+0061b U+00"},
      {"a backslash before", "\\\\\\u0061", "\\a"},
  };
  for (const Case& c : cases) EXPECT_EQ(one_pass(c.text), c.decoded) << c.what;
}

TEST(Decoding, FindsSegmentsWhereverTheyBegin) {
  const std::string word = "bXktYXBpLWtleS0wMDE=";
  for (std::uint32_t before = 0; before < 40; ++before) {
    const std::string text = std::string(before, '.') + word + "\n";
    EncodedSpans spans(text);
    const auto found = spans.next();
    ASSERT_TRUE(found.has_value()) << before;
    EXPECT_EQ(*found, (EncodedSpan{{before, before + 20}, Coding::kBase64}));
    EXPECT_FALSE(spans.next().has_value());
  }
}

}  // namespace
}  // namespace scan::text

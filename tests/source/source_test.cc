// Source: what the bytes of a file say, and where in it a span lies.
#include "scan/source.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan {
namespace {

using namespace std::string_literals;

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(SourceEncoding, IsToldFromTheBytes) {
  struct Case {
    const char* what;
    std::string bytes;
    Encoding encoding;
    std::string text;
  };
  const std::string euro = "\xE2\x82\xAC";
  const std::string clef = "\xF0\x9D\x84\x9E";  // U+1D11E, two UTF-16 units
  const std::string late_nul = std::string(8000, 'x') + '\0';
  const std::vector<Case> cases = {
      {"empty", "", Encoding::kUtf8, ""},
      {"ascii", "a = 1\n", Encoding::kUtf8, "a = 1\n"},
      {"utf-8", "\xE2\x82\xAC\n", Encoding::kUtf8, euro + "\n"},
      {"utf-8 with a mark", "\xEF\xBB\xBF" + euro, Encoding::kUtf8, euro},
      {"only a mark", "\xEF\xBB\xBF", Encoding::kUtf8, ""},
      {"a mark, then not utf-8", "\xEF\xBB\xBF\xE9", Encoding::kLatin1, "\xC3\xA9"},
      {"latin-1", "caf\xE9 \x80\xFF", Encoding::kLatin1, "caf\xC3\xA9 \xC2\x80\xC3\xBF"},
      {"overlong utf-8", "\xC0\xAF", Encoding::kLatin1, "\xC3\x80\xC2\xAF"},
      {"cut utf-8", "a\xE2\x82", Encoding::kLatin1, "a\xC3\xA2\xC2\x82"},
      {"utf-16le with a mark", utf16(u"\uFEFFa\u20AC\n", false), Encoding::kUtf16Le,
       "a" + euro + "\n"},
      {"utf-16be with a mark", utf16(u"\uFEFFa\U0001D11E", true), Encoding::kUtf16Be, "a" + clef},
      {"utf-16le without", utf16(u"key = 'x'\r\n", false), Encoding::kUtf16Le, "key = 'x'\r\n"},
      {"utf-16be without", utf16(u"key = '\u20AC'\n", true), Encoding::kUtf16Be,
       "key = '" + euro + "'\n"},
      {"half a unit", utf16(u"\uFEFFab", false) + "c", Encoding::kUtf16Le, "ab\xEF\xBF\xBD"},
      {"surrogates alone", utf16(u"\uFEFFa", false) + "\x1E\xDD\x34\xD8"s, Encoding::kUtf16Le,
       "a\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"utf-32", "\xFF\xFE\0\0a\0\0\0"s, Encoding::kBinary, ""},
      {"nul", "ELF\0\1\2"s, Encoding::kBinary, ""},
      {"16-bit numbers", "\1\0\2\0\3\0\4\0"s, Encoding::kBinary, ""},
      {"one zero byte in text", "hello\0world\n"s, Encoding::kBinary, ""},
      {"nul behind the probe", late_nul, Encoding::kUtf8, late_nul},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const Source source("dir/f.py", c.bytes);
    EXPECT_EQ(source.encoding(), c.encoding);
    EXPECT_EQ(source.text(), c.text);
    EXPECT_EQ(source.bytes(), c.bytes);
    EXPECT_EQ(source.is_binary(), c.encoding == Encoding::kBinary);
  }
}

TEST(Source, NamesItsFile) {
  EXPECT_EQ(Source("a/b/c.py", "").name(), "c.py");
  EXPECT_EQ(Source("c.py", "").name(), "c.py");
}

TEST(Source, RegionIsOneBasedInUtf16UnitsAndClamped) {
  struct Case {
    std::string text;
    Span span;
    Region region;
  };
  const std::string clef = "\xF0\x9D\x84\x9E";
  const std::vector<Case> cases = {
      {"", {0, 0}, {1, 1, 1, 1}},
      {"", {5, 9}, {1, 1, 1, 1}},
      {"abc", {1, 2}, {1, 2, 1, 3}},
      {"abc", {3, 3}, {1, 4, 1, 4}},
      {"abc", {2, 1}, {1, 3, 1, 3}},  // an end before the begin is an empty span
      {"ab\ncd", {0, 5}, {1, 1, 2, 3}},
      {"ab\r\ncd\r\n", {4, 6}, {2, 1, 2, 3}},
      {"ab\r\ncd\r\n", {4, 8}, {2, 1, 3, 1}},
      {"a\rb\nc", {2, 5}, {1, 3, 2, 2}},  // a lone \r breaks no line
      {"\n\n", {1, 1}, {2, 1, 2, 1}},
      {"\n\n", {99, 99}, {3, 1, 3, 1}},
      {"\xC3\xA9x", {2, 3}, {1, 2, 1, 3}},
      {clef + "x", {4, 5}, {1, 3, 1, 4}},
      {"\xEF\xBB\xBFxy", {1, 2}, {1, 2, 1, 3}},  // offsets and columns are behind the mark
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.text));
    EXPECT_EQ(Source("f", c.text).region(c.span), c.region);
  }
}

TEST(Source, GivesLinesWithoutTheirBreaks) {
  const Source source("f", "one\r\ntwo\n\nlast");
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(1), "one");
  EXPECT_EQ(source.line(2), "two");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(4), "last");
  EXPECT_EQ(source.line(5), "");
  EXPECT_EQ(source.line_of(0), 1u);
  EXPECT_EQ(source.line_of(4), 1u);  // the break is of the line that it ends
  EXPECT_EQ(source.line_of(5), 2u);
  EXPECT_EQ(source.line_of(9), 3u);
  EXPECT_EQ(source.line_of(1000), 4u);
}

// Columns by the block table must be those by counting: every offset of lines longer than a few
// blocks. What they cost is in columns_test.cc.
TEST(Source, ColumnsOfLongLinesAreExact) {
  std::string text = "short\n";
  for (int i = 0; i < 6000; ++i)
    text += i % 7 == 0 ? "\xF0\x9D\x84\x9E" : i % 3 == 0 ? "\xC3\xA9" : "a";
  text += "\n";
  const Source source("f", text);
  std::uint32_t column = 1;
  for (std::uint32_t at = 6; at + 1 < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0) == 0x80) continue;
    ASSERT_EQ(source.region({at, at}), (Region{2, column, 2, column})) << at;
    column += byte >= 0xF0 ? 2 : 1;
  }
}

TEST(Source, SurvivesBeingMoved) {
  for (const std::string& bytes : {"\xEF\xBB\xBFtiny"s, "caf\xE9"s, std::string(100, 'x')}) {
    Source first("a.py", bytes);
    const std::string text(first.text());
    std::vector<Source> list;
    list.push_back(std::move(first));
    list.emplace_back("b.py", "other");  // reallocates
    std::swap(list[0], list[1]);
    EXPECT_EQ(list[1].text(), text);
    EXPECT_EQ(list[1].line(1), text);
    EXPECT_EQ(list[0].text(), "other");
  }
}

TEST(Source, DerivesEachTypeOnce) {
  struct Words {
    int count = 0;
  };
  struct Letters {
    int count = 0;
  };
  const Source source("f", "a b");
  int made = 0;
  const auto words = [&](const Source& of) {
    ++made;
    // Asks for another derived value while its own is being made.
    const auto& letters = of.derived<Letters>([&](const Source& inner) {
      ++made;
      return std::make_unique<Letters>(Letters{static_cast<int>(inner.text().size())});
    });
    return std::make_unique<Words>(Words{letters.count - 1});
  };
  EXPECT_EQ(source.derived<Words>(words).count, 2);
  EXPECT_EQ(source.derived<Words>(words).count, 2);
  EXPECT_EQ(made, 2);
}

}  // namespace
}  // namespace scan

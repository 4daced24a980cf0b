// The literal set against its definition. Input: a number of literals, each as a byte with its
// length and case mode and its bytes; the rest is the text.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/literal_set.h"

namespace {

using scan::text::Case;
using scan::text::Literal;
using scan::text::LiteralHit;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool occurs(const Literal& literal, std::string_view text) {
  if (text.size() < literal.text.size()) return false;
  const bool fold = literal.case_mode == Case::kInsensitive;
  return std::equal(literal.text.begin(), literal.text.end(), text.begin(),
                    [&](char a, char b) { return fold ? lower(a) == lower(b) : a == b; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.empty()) return 0;
  std::size_t count = static_cast<unsigned char>(input.front()) % 16;
  input.remove_prefix(1);
  std::vector<Literal> literals;
  for (; count > 0 && input.size() > 1; --count) {
    const auto head = static_cast<unsigned char>(input.front());
    const std::string_view text = input.substr(1, 1 + head % 12);
    literals.push_back({std::string(text), head & 0x80 ? Case::kInsensitive : Case::kSensitive});
    input.remove_prefix(1 + text.size());
  }
  input = input.substr(0, 4096);

  std::vector<LiteralHit> expected;
  for (std::uint32_t begin = 0; begin < input.size(); ++begin)
    for (std::uint32_t i = 0; i < literals.size(); ++i)
      if (occurs(literals[i], input.substr(begin))) expected.push_back({i, begin});
  std::vector<LiteralHit> hits;
  scan::text::LiteralSet(std::move(literals)).find_all(input, hits);
  if (hits != expected) std::abort();
  return 0;
}

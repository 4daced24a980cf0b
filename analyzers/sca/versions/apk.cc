// Alpine's order, as apk describes it: NUMBER(.NUMBER)*[LETTER](_SUFFIX[NUMBER])*[~HASH][-rNUMBER],
// compared token by token. Of two tokens of different kinds the one that stands earlier in this
// grammar is greater, but a suffix before the release (alpha, beta, pre, rc) is less than all.
// After the first number one with a leading zero compares as a decimal fraction's digits do, as
// text, and is less than those without.
//
// apk compares what it would refuse to install, too, up to the first character that does not fit;
// what does not begin with a number is no version.
#include <algorithm>
#include <array>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

enum Rank : std::uint8_t {
  kPreSuffix = 1,
  kMalformed,
  kEnd,
  kRevision,
  kHash,
  kSuffixNumber,
  kSuffix,
  kLetter,
  kFraction,
  kNumber,
};

struct Suffix {
  std::string_view word;
  Rank rank;
};
// In their order.
constexpr std::array<Suffix, 9> kSuffixes = {{{"alpha", kPreSuffix},
                                              {"beta", kPreSuffix},
                                              {"pre", kPreSuffix},
                                              {"rc", kPreSuffix},
                                              {"cvs", kSuffix},
                                              {"svn", kSuffix},
                                              {"git", kSuffix},
                                              {"hg", kSuffix},
                                              {"p", kSuffix}}};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::string_view take_hex_digits(std::string_view& rest) {
  std::string_view digits =
      rest.substr(0, std::min(rest.find_first_not_of("0123456789abcdef"), rest.size()));
  rest.remove_prefix(digits.size());
  return digits;
}

class Writer {
 public:
  Writer(std::string_view rest, KeyWriter& key) : rest_(rest), key_(key) {}

  // Writes all that fits the grammar, and how it ended.
  void write() {
    key_.number(take_digits(rest_));
    while (take('.'))
      if (!write_component()) return key_.rank(kMalformed);
    if (!rest_.empty() && is_lower(rest_.front())) {
      key_.rank(kLetter);
      key_.rank(static_cast<std::uint8_t>(rest_.front()));
      rest_.remove_prefix(1);
    }
    while (take('_'))
      if (!write_suffix()) return key_.rank(kMalformed);
    if (take('~')) {
      std::string_view hash = take_hex_digits(rest_);
      if (hash.empty()) return key_.rank(kMalformed);
      key_.rank(kHash);
      key_.text(hash);
    }
    if (rest_.size() > 2 && rest_.starts_with("-r") && is_digit(rest_[2])) {
      rest_.remove_prefix(2);
      key_.rank(kRevision);
      key_.number(take_digits(rest_));
    }
    key_.rank(rest_.empty() ? kEnd : kMalformed);
  }

 private:
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool write_component() {
    std::string_view digits = take_digits(rest_);
    if (digits.empty()) return false;
    if (digits.front() == '0') {
      key_.rank(kFraction);
      key_.text(digits);
    } else {
      key_.rank(kNumber);
      key_.number(digits);
    }
    return true;
  }

  bool write_suffix() {
    std::size_t length = 0;
    while (length < rest_.size() && is_lower(rest_[length])) ++length;
    for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
      if (rest_.substr(0, length) != kSuffixes[i].word) continue;
      rest_.remove_prefix(length);
      key_.rank(kSuffixes[i].rank);
      key_.rank(static_cast<std::uint8_t>(i + 1));
      std::string_view digits = take_digits(rest_);
      if (!digits.empty()) {
        key_.rank(kSuffixNumber);
        key_.number(digits);
      }
      return true;
    }
    return false;
  }

  std::string_view rest_;
  KeyWriter& key_;
};

}  // namespace

std::optional<std::string> apk_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (version.empty() || !is_digit(version.front())) return std::nullopt;
  KeyWriter key;
  Writer(version, key).write();
  return key.take();
}

}  // namespace scan::sca

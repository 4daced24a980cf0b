// Packagist's order: Composer normalises a version to four numbers and a stability ("v1.2b3" to
// "1.2.0.0-beta3"), or a date, or a branch, and PHP's version_compare() orders what comes out. What
// Composer cannot normalise but begins with a number is given to version_compare() as it is.
//
// version_compare() splits into numbers and words, whatever stands between them. A word counts by
// its beginning only: unknown < dev < a < b < rc < a number < p, where the end of a version is just
// below a number.
#include <algorithm>
#include <array>
#include <vector>

#include "sca/versions/key_writer.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

enum Form : std::uint8_t {
  kUnknown = 1,
  kDev,
  kAlpha,
  kBeta,
  kReleaseCandidate,
  kEnd,
  kNumber,
  kPatch,
};

constexpr std::uint8_t kBranch = 1;  // "dev-NAME", below all versions
constexpr std::uint8_t kVersion = 2;

Form form_of(std::string_view word) {
  if (word.starts_with("dev")) return kDev;
  if (word.starts_with('a')) return kAlpha;
  if (word.starts_with('b')) return kBeta;
  if (word.starts_with("RC") || word.starts_with("rc")) return kReleaseCandidate;
  return word.starts_with('p') ? kPatch : kUnknown;
}

std::string version_compare_key(std::string_view rest) {
  KeyWriter key;
  key.rank(kVersion);
  while (!rest.empty()) {
    if (is_digit(rest.front())) {
      key.rank(kNumber);
      key.number(take_digits(rest));
    } else if (is_letter(rest.front())) {
      key.rank(form_of(take_letters(rest)));
    } else {
      rest.remove_prefix(1);
    }
  }
  key.rank(kEnd);
  return key.take();
}

bool starts_with_folded(std::string_view text, std::string_view lower_word) {
  return text.size() >= lower_word.size() &&
         base::lowered(text.substr(0, lower_word.size())) == lower_word;
}

bool take_any(std::string_view& rest, std::string_view characters) {
  if (rest.empty() || characters.find(rest.front()) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

struct Stability {
  std::string_view word;
  std::string_view name;  // what it normalises to
};
// Longer words first, as none of the shorter lets the rest be read.
constexpr std::array<Stability, 9> kStabilities = {{{"stable", "stable"},
                                                    {"beta", "beta"},
                                                    {"b", "beta"},
                                                    {"rc", "RC"},
                                                    {"alpha", "alpha"},
                                                    {"a", "alpha"},
                                                    {"patch", "patch"},
                                                    {"pl", "patch"},
                                                    {"p", "patch"}}};

// [._-]? (STABILITY ([.-]? NUMBER)*)? ([.-]? dev)?, to the end; normalised, and appended to
// `version`. False when something else follows.
bool append_modifier(std::string_view rest, std::string& version) {
  std::string_view unseparated = rest;
  take_any(unseparated, "._-");
  for (const Stability& stability : kStabilities) {
    if (!starts_with_folded(unseparated, stability.word)) continue;
    rest = unseparated;
    bool stable = rest.starts_with("stable");
    rest.remove_prefix(stability.word.size());
    std::string numbers;
    for (std::string_view next = rest;; rest = next) {
      bool separated = take_any(next, ".-");
      std::string_view digits = take_digits(next);
      if (digits.empty()) break;
      if (separated && !numbers.empty()) numbers.push_back('.');
      numbers.append(digits);
    }
    bool dev = starts_with_folded(rest, "dev") || starts_with_folded(rest, ".dev") ||
               starts_with_folded(rest, "-dev");
    if (dev) rest.remove_prefix(rest.front() == '.' || rest.front() == '-' ? 4 : 3);
    if (!rest.empty()) return false;
    if (stable) return true;  // Composer drops all that follows
    version.append("-").append(stability.name).append(numbers);
    if (dev) version.append("-dev");
    return true;
  }
  std::string_view dev = unseparated;
  if (dev.empty()) return true;
  if (!starts_with_folded(dev, "dev")) take_any(dev, ".-");  // "1.0_-dev"
  if (base::lowered(dev) != "dev") return false;
  version.append("-dev");
  return true;
}

void drop_prefix_v(std::string_view& version) {
  if (starts_with_folded(version, "v")) version.remove_prefix(1);
}

// v? N(.N){0,3}, the first of at most five digits.
std::optional<std::string> classical(std::string_view rest) {
  drop_prefix_v(rest);
  std::string_view first = take_digits(rest);
  if (first.empty() || first.size() > 5) return std::nullopt;
  std::string version(first);
  for (int i = 1; i < 4; ++i) {
    version.push_back('.');
    bool more = rest.size() > 1 && rest[0] == '.' && is_digit(rest[1]);
    if (more) rest.remove_prefix(1);
    version.append(more ? take_digits(rest) : "0");
  }
  if (!append_modifier(rest, version)) return std::nullopt;
  return version;
}

// Whether runs of digits, of which `left` are unread in the first, are so many groups of two digits
// and then so many of one to three, none across a separator. The groups are at most eight.
bool are_date_groups(const std::vector<std::size_t>& runs, std::size_t run, std::size_t left,
                     int pairs, int others) {
  if (left == 0) {
    if (++run == runs.size()) return pairs >= 1;
    left = runs[run];
  }
  if (others == 0 && pairs < 6 && left >= 2 && are_date_groups(runs, run, left - 2, pairs + 1, 0))
    return true;
  if (pairs == 0 || others == 2) return false;
  for (std::size_t size = 1; size <= 3 && size <= left; ++size)
    if (are_date_groups(runs, run, left - size, pairs, others + 1)) return true;
  return false;
}

// v? YYYY([.:-]?NN){1,6}([.:-]?N{1,3}){0,2}
std::optional<std::string> date(std::string_view rest) {
  drop_prefix_v(rest);
  std::string version;
  std::vector<std::size_t> runs;
  for (;;) {
    std::string_view digits = take_digits(rest);
    runs.push_back(digits.size());
    version.append(digits);
    bool more = rest.size() > 1 && (rest[0] == '.' || rest[0] == ':' || rest[0] == '-') &&
                is_digit(rest[1]);
    if (!more) break;
    version.push_back('.');
    rest.remove_prefix(1);
  }
  if (runs.front() < 4 || !are_date_groups(runs, 0, runs.front() - 4, 0, 0)) return std::nullopt;
  if (!append_modifier(rest, version)) return std::nullopt;
  return version;
}

// A branch that is named by a version: "2.x-dev", "2.1.*-dev".
std::optional<std::string> numbered_branch(std::string_view rest) {
  if (!base::lowered(rest).ends_with("dev")) return std::nullopt;
  rest.remove_suffix(3);
  if (rest.ends_with('.') || rest.ends_with('-')) rest.remove_suffix(1);
  rest = base::trimmed(rest, kSpace);
  drop_prefix_v(rest);
  std::string version(take_digits(rest));
  if (version.empty()) return std::nullopt;
  for (int i = 1; i < 4; ++i) {
    version.push_back('.');
    std::string_view number = "9999999";
    if (take_any(rest, ".")) {
      std::string_view digits = take_digits(rest);
      if (!digits.empty())
        number = digits;
      else if (!take_any(rest, "xX*"))
        return std::nullopt;
    }
    version.append(number);
  }
  if (!rest.empty()) return std::nullopt;
  return version + "-dev";
}

// "1.0@beta": what a constraint would accept.
void drop_stability_flag(std::string_view& version) {
  std::size_t at = version.rfind('@');
  if (at == std::string_view::npos) return;
  std::string flag = base::lowered(version.substr(at + 1));
  for (std::string_view known : {"stable", "rc", "beta", "alpha", "dev"})
    if (flag == known) return version.remove_suffix(version.size() - at);
}

void drop_build_metadata(std::string_view& version) {
  std::size_t plus = version.find('+');
  bool fits = plus != 0 && plus != std::string_view::npos && plus + 1 < version.size() &&
              version.substr(0, plus).find(',') == std::string_view::npos &&
              version.find_first_of(kSpace) == std::string_view::npos;
  if (fits) version = version.substr(0, plus);
}

}  // namespace

std::optional<std::string> packagist_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  drop_stability_flag(version);
  std::string_view branch = version;
  if (starts_with_folded(version, "dev-")) branch.remove_prefix(4);
  if (branch != version || version == "master" || version == "trunk" || version == "default") {
    KeyWriter key;
    key.rank(kBranch);
    key.text(branch);
    return key.take();
  }
  std::string_view whole = version;
  drop_build_metadata(version);
  for (auto normalise : {classical, date, numbered_branch})
    if (std::optional<std::string> normal = normalise(version)) return version_compare_key(*normal);
  drop_prefix_v(whole);
  if (whole.empty() || !is_digit(whole.front())) return std::nullopt;
  return version_compare_key(whole);
}

}  // namespace scan::sca

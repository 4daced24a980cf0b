// Every rule's secrets pass here, so what is asked must be rare in what is drawn at random: a run
// of six equal characters is met in one of a million hexadecimal keys.
#include "secrets/evidence.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <set>

#include "base/ascii.h"
#include "base/hash.h"

namespace scan::secrets {
namespace {

// Longer values are keys of their own format, which has long runs of zero bytes.
constexpr std::size_t kMostBytes = 300;
constexpr std::size_t kRun = 6;
constexpr std::size_t kSequence = 7;
constexpr std::size_t kKeyboardWalk = 6;
// Of a unit that makes up the whole value: "deadbeefdeadbeef".
constexpr std::size_t kRepeatedBytes = 12;
constexpr std::size_t kFewCharacters = 4;
constexpr std::size_t kLongForFew = 16;
// How far in front of a value its name stands.
constexpr std::size_t kNameReach = 32;

constexpr auto kPlaceholderWords = std::to_array<std::string_view>(
    {"example",   "placeholder", "changeme",   "change-me",   "change_me",   "your-",
     "your_",     "yourkey",     "yourtoken",  "yourapi",     "yoursecret",  "yourpass",
     "dummy",     "redacted",    "replaceme",  "replace-me",  "replace_me",  "notreal",
     "not-real",  "not_real",    "insertyour", "insert_",     "insert-your", "thisisa",
     "this-is-a", "this_is_a",   "foobar",     "deadbeef",    "cafebabe",    "testtest",
     "s3cr3t",    "hunter2",     "....",       "\xE2\x80\xA6"});

// What a template, a shell or a program fills in.
constexpr auto kReferences = std::to_array<std::string_view>(
    {"${", "{{", "}}", "$(", "%(", "<%", "{%", "process.env", "os.environ", "getenv(", "ENV["});

constexpr auto kKeyboardRows =
    std::to_array<std::string_view>({"qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc"});

bool contains_lowered(std::string_view lower, auto& words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

bool has_run(std::string_view value) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    run = i > 0 && value[i] == value[i - 1] ? run + 1 : 1;
    // Zero bytes are "A" in base 64, so a structure may well have a run of them; "======" and
    // "------" frame a value, they are not in it.
    if (run >= kRun && std::string_view("A=-").find(value[i]) == std::string_view::npos)
      return true;
  }
  return false;
}

// As "abcdefg" or "7654321".
bool has_sequence(std::string_view lower) {
  std::size_t up = 1;
  std::size_t down = 1;
  for (std::size_t i = 1; i < lower.size(); ++i) {
    const bool counts = base::is_alphanumeric(lower[i]) && base::is_alphanumeric(lower[i - 1]);
    // "1234567890" goes on after its 9, and hexadecimal with "a" after it.
    const bool next = lower[i] == lower[i - 1] + 1 ||
                      (lower[i - 1] == '9' && (lower[i] == '0' || lower[i] == 'a'));
    up = counts && next ? up + 1 : 1;
    down = counts && lower[i] == lower[i - 1] - 1 ? down + 1 : 1;
    if (std::max(up, down) >= kSequence) return true;
  }
  return false;
}

bool walks_keyboard(std::string_view lower) {
  for (const std::string_view row : kKeyboardRows)
    for (std::size_t i = 0; i + kKeyboardWalk <= row.size(); ++i)
      if (lower.find(row.substr(i, kKeyboardWalk)) != lower.npos) return true;
  return false;
}

bool is_repeated(std::string_view value) {
  if (value.size() < kRepeatedBytes) return false;
  for (std::size_t unit = 1; unit <= value.size() / 2; ++unit)
    if (value.size() % unit == 0 && value.substr(unit) == value.substr(0, value.size() - unit))
      return true;
  return false;
}

bool has_few_characters(std::string_view value) {
  if (value.size() < kLongForFew) return false;
  std::bitset<256> seen;
  for (const char c : value) seen.set(static_cast<unsigned char>(c));
  return seen.count() <= kFewCharacters;
}

bool is_known_example(std::string_view value) {
  static const std::set<std::string_view> kDigests = {
#define SCAN_KNOWN_EXAMPLE(digest) digest,
#include "secrets/known_examples.def"
#undef SCAN_KNOWN_EXAMPLE
  };
  return kDigests.contains(base::sha256_hex(value));
}

// What follows the last separator, where a mark like "sk_test_" is in front of it.
std::string_view body_of(std::string_view value) {
  const std::size_t last = value.find_last_of("_-.:");
  if (last == value.npos || value.size() - last - 1 < kRepeatedBytes) return value;
  return value.substr(last + 1);
}

bool is_hexadecimal(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    return base::is_digit(c) || (base::to_lower(c) >= 'a' && base::to_lower(c) <= 'f');
  });
}

bool is_digest_size(std::size_t digits) {
  return digits == 32 || digits == 40 || digits == 64 || digits == 96 || digits == 128;
}

// Words in front of a hexadecimal value that say what it is.
constexpr auto kDigestWords = std::to_array<std::string_view>(
    {"sha1",        "sha-1",   "sha256",    "sha-256",  "sha512",    "sha-512",
     "sha384",      "md5",     "digest",    "checksum", "integrity", "commit",
     "revision",    "git_sha", "gitsha",    "git-sha",  "blob",      "etag",
     "fingerprint", "hexsha",  "submodule", "cachekey", "cache_key", "resolved"});

// What stands on its line in front of a value, as far as it may name it.
std::string_view text_before(const Subject& subject) {
  const std::size_t value = subject.line.find(subject.secret);
  if (value == subject.line.npos) return {};
  const std::size_t begin = value - std::min(value, kNameReach);
  return subject.line.substr(begin, value - begin);
}

constexpr auto kDigestMarks = std::to_array<std::string_view>(
    {"sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "sha1:", "md5:", "h1:"});

// How public keys and certificates begin, in base 64 or as OpenSSH writes them.
constexpr auto kPublicBeginnings = std::to_array<std::string_view>(
    {"ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-", "AAAAB3NzaC1yc2E", "AAAAC3NzaC1lZDI1NTE5",
     "AAAAE2VjZHNh", "MIGfMA0GCSqGSIb3DQEBA", "MIIBIjANBgkqhkiG9w0B", "MIICIjANBgkqhkiG9w0B",
     "MFkwEwYHKoZIzj0CAQYI", "MHYwEAYHKoZIzj0CAQYFK4EEACID", "MCowBQYDK2Vw", "-----BEGIN PUBLIC",
     "-----BEGIN CERTIFICATE", "-----BEGIN RSA PUBLIC"});

constexpr auto kLockfiles = std::to_array<std::string_view>({"package-lock.json",
                                                             "npm-shrinkwrap.json",
                                                             "yarn.lock",
                                                             "pnpm-lock.yaml",
                                                             "bun.lock",
                                                             "poetry.lock",
                                                             "Pipfile.lock",
                                                             "uv.lock",
                                                             "pdm.lock",
                                                             "Cargo.lock",
                                                             "composer.lock",
                                                             "Gemfile.lock",
                                                             "go.sum",
                                                             "gradle.lockfile",
                                                             "packages.lock.json",
                                                             "mix.lock",
                                                             "pubspec.lock",
                                                             "Podfile.lock",
                                                             "Package.resolved",
                                                             "flake.lock",
                                                             "conan.lock"});

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

struct Place {
  std::string_view word;
  std::string_view what;
};
constexpr std::string_view kTests = "among tests";
constexpr std::string_view kDocumentation = "in documentation";
constexpr std::string_view kTemplate = "in a template";

// Of a folder, or of a part of a file's name that dots, dashes and underscores set apart.
constexpr auto kPlaces = std::to_array<Place>({{"test", kTests},
                                               {"tests", kTests},
                                               {"testing", kTests},
                                               {"testdata", kTests},
                                               {"testsuite", kTests},
                                               {"spec", kTests},
                                               {"specs", kTests},
                                               {"fixture", kTests},
                                               {"fixtures", kTests},
                                               {"mock", kTests},
                                               {"mocks", kTests},
                                               {"e2e", kTests},
                                               {"cypress", kTests},
                                               {"cassettes", kTests},
                                               {"doc", kDocumentation},
                                               {"docs", kDocumentation},
                                               {"documentation", kDocumentation},
                                               {"readme", kDocumentation},
                                               {"changelog", kDocumentation},
                                               {"example", kTemplate},
                                               {"examples", kTemplate},
                                               {"sample", kTemplate},
                                               {"samples", kTemplate},
                                               {"template", kTemplate},
                                               {"templates", kTemplate},
                                               {"demo", kTemplate},
                                               {"demos", kTemplate}});

constexpr auto kDocumentEndings =
    std::to_array<std::string_view>({".md", ".mdx", ".rst", ".adoc", ".asciidoc"});

}  // namespace

std::string_view placeholder_reason(std::string_view value, Patterns patterns) {
  if (value.size() > kMostBytes) return {};
  if (is_known_example(value)) return "it is an example of its vendor's manual";
  const std::string lower = base::lowered(value);
  if (contains_lowered(lower, kPlaceholderWords) ||
      (value.starts_with('<') && value.ends_with('>')))
    return "its words say that it stands for another";
  if (std::ranges::any_of(kReferences,
                          [&](std::string_view mark) { return value.find(mark) != value.npos; }))
    return "it refers to a value that is filled in later";
  if (patterns == Patterns::kMayBeReal) return {};
  if (has_run(value) || has_few_characters(body_of(value)) || is_repeated(body_of(value)))
    return "it repeats itself";
  if (has_sequence(lower) || walks_keyboard(lower)) return "it counts or walks the keyboard";
  return {};
}

std::string_view public_value_reason(const Subject& subject) {
  const std::string_view value = subject.secret;
  const auto begins = [&](std::string_view mark) { return value.starts_with(mark); };
  if (std::ranges::any_of(kPublicBeginnings, begins)) return "it is a public key or a certificate";
  if (std::ranges::any_of(kDigestMarks, begins)) return "it is a digest";
  if (std::ranges::find(kLockfiles, name_of(subject.path)) != kLockfiles.end())
    return "a lockfile holds digests, not secrets";
  if (is_digest_size(value.size()) && is_hexadecimal(value) &&
      contains_lowered(base::lowered(text_before(subject)), kDigestWords))
    return "it is called a digest or a revision";
  return {};
}

std::string_view doubt_about(const Subject& subject, Patterns patterns) {
  const std::string_view reason = placeholder_reason(subject.secret, patterns);
  return reason.empty() ? public_value_reason(subject) : reason;
}

std::string_view place_of_examples(std::string_view path) {
  const std::string lower = base::lowered(path);
  for (const std::string_view ending : kDocumentEndings)
    if (lower.ends_with(ending)) return kDocumentation;
  for (std::size_t begin = 0; begin < lower.size();) {
    const std::size_t end = std::min(lower.find_first_of("/._-", begin), lower.size());
    const auto place = std::ranges::find(
        kPlaces, std::string_view(lower).substr(begin, end - begin), &Place::word);
    if (place != kPlaces.end()) return place->what;
    begin = end + 1;
  }
  return {};
}

}  // namespace scan::secrets

// After its four letters an access key id is sixteen digits of base 32. Since 2019 the account's
// number is in them, as forty of the first 48 bits; keys that begin with I or J there are older.
#include <cstdint>

#include "base/ascii.h"
#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

constexpr std::size_t kKind = 4;
constexpr std::size_t kDigits = 16;
constexpr std::uint64_t kAccounts = 1'000'000'000'000;
constexpr std::size_t kAccountDigits = 12;

}  // namespace

Opinion check_aws_key_id(const Subject& subject) {
  if (subject.secret.size() != kKind + kDigits) return {};
  const std::string_view digits = subject.secret.substr(kKind);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    if (!base::is_upper(c) && (c < '2' || c > '7'))
      return {.verdict = Verdict::kDoubtful, .reason = "it has characters that no key id has"};
    // Ten digits have the first fifty bits.
    if (i < 10)
      bits = bits << 5 | static_cast<std::uint64_t>(base::is_upper(c) ? c - 'A' : c - '2' + 26);
  }
  if (digits.front() == 'I' || digits.front() == 'J')
    return {.verdict = Verdict::kSound, .reason = "it has the form of a key id from before 2019"};
  const std::uint64_t account = bits >> 9 & 0xFF'FFFF'FFFF;
  if (account >= kAccounts)
    return {.verdict = Verdict::kDoubtful, .reason = "the account that it names cannot exist"};
  std::string number = std::to_string(account);
  number.insert(0, kAccountDigits - number.size(), '0');
  return {.verdict = Verdict::kSound,
          .reason = "it is a key of the account " + number,
          .properties = {{"aws_account", number}}};
}

}  // namespace scan::secrets

// Tokens that carry their own description: whose they are and since when can be read from them, and
// what cannot be read was not made by their issuer.
#include <chrono>
#include <cstdint>

#include "base/ascii.h"
#include "document/value.h"
#include "secrets/checks/byte_reader.h"
#include "secrets/checks/check.h"
#include "secrets/checks/dates.h"
#include "text/base64.h"

namespace scan::secrets {
namespace {

using document::Document;
using document::Kind;
using document::Value;

Opinion doubtful(std::string reason) {
  return {.verdict = Verdict::kDoubtful, .reason = std::move(reason)};
}

// The fields of a macaroon, in its second binary form.
enum MacaroonField : std::uint32_t { kEnd = 0, kLocation = 1, kIdentifier = 2, kSignature = 6 };
constexpr std::size_t kSignatureBytes = 32;

// Numbers of at most 28 bits are enough for any field.
std::uint32_t varint(ByteReader& reader) {
  std::uint32_t value = 0;
  for (unsigned shift = 0; shift < 28; shift += 7) {
    const std::uint32_t byte = reader.number(1);
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  reader.take(std::string_view::npos);
  return value;
}

// The location of a macaroon whose fields all have their length up to a signature; else empty.
std::string_view macaroon_location(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.number(1) != 2) return {};
  std::string_view location;
  while (reader.ok() && !reader.at_end()) {
    const std::uint32_t field = varint(reader);
    if (field == kEnd) continue;
    const std::string_view content = reader.take(varint(reader));
    if (field == kLocation && location.empty()) location = content;
    if (field == kSignature)
      return reader.at_end() && content.size() == kSignatureBytes ? location : std::string_view();
  }
  return {};
}

}  // namespace

// PyPI's, whose identifier and restrictions are signed by the last field.
Opinion check_macaroon(const Subject& subject) {
  const std::size_t dash = subject.secret.find('-');
  if (dash == subject.secret.npos) return {};
  const std::optional<std::string> bytes = text::decode_base64(subject.secret.substr(dash + 1));
  const std::string_view location = bytes ? macaroon_location(*bytes) : std::string_view();
  if (location.empty()) return doubtful("it is no whole macaroon");
  return {.verdict = Verdict::kSound,
          .reason = "it is a whole macaroon of " + std::string(location)};
}

// The number of the bot, when it was made, and a signature. The number says when its account was
// made, in milliseconds since 2015.
Opinion check_discord_token(const Subject& subject) {
  constexpr std::size_t kMostDigits = 19;
  constexpr std::int64_t kEpoch = 1'420'070'400;
  const std::size_t dot = subject.secret.find('.');
  if (dot == subject.secret.npos) return {};
  const std::optional<std::string> number = text::decode_base64(subject.secret.substr(0, dot));
  if (!number || number->size() < 15 || number->size() > kMostDigits)
    return doubtful("its first part is no number of a bot");
  std::uint64_t id = 0;
  for (const char c : *number) {
    if (!base::is_digit(c)) return doubtful("its first part is no number of a bot");
    id = id * 10 + static_cast<std::uint64_t>(c - '0');
  }
  const std::string date = date_of(kEpoch + static_cast<std::int64_t>((id >> 22) / 1000));
  return {.verdict = Verdict::kSound,
          .reason = "it is a token of the bot " + *number + ", made at " + date,
          .properties = {{"discord_bot", *number}}};
}

// A JSON object in base 64 stands between "sntrys_" and the last underscore.
Opinion check_sentry_token(const Subject& subject) {
  const std::size_t first = subject.secret.find('_');
  const std::size_t last = subject.secret.rfind('_');
  if (first == subject.secret.npos || last == first) return {};
  const auto bytes = text::decode_base64(subject.secret.substr(first + 1, last - first - 1));
  if (!bytes) return doubtful("its payload is no base 64");
  const auto payload = Document::parse(document::Syntax::kJson, *bytes, "");
  const Value* organization = payload.ok() ? payload->root().find("org") : nullptr;
  if (organization == nullptr || organization->kind != Kind::kString)
    return doubtful("its payload names no organization");
  return {.verdict = Verdict::kSound,
          .reason = "it is a token of the organization " + std::string(organization->text),
          .properties = {{"sentry_organization", std::string(organization->text)}}};
}

// RFC 7617: a name and a password.
Opinion check_basic_auth(const Subject& subject) {
  const std::optional<std::string> pair = text::decode_base64(subject.secret);
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos) return doubtful("it holds no name and password");
  for (const char c : *pair)
    if (static_cast<unsigned char>(c) < ' ') return doubtful("it holds no name and password");
  if (colon + 1 == pair->size()) return doubtful("its password is empty");
  return {.verdict = Verdict::kSound, .reason = "it holds a name and a password"};
}

}  // namespace scan::secrets

// RFC 7519: header, claims and signature, each in base 64, with dots between them. Anybody can make
// one; whose it is, until when it holds, and whether its signature can be right stands in it.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <optional>
#include <string>

#include "document/value.h"
#include "secrets/checks/check.h"
#include "secrets/checks/dates.h"
#include "text/base64.h"

namespace scan::secrets {
namespace {

using document::Document;
using document::Kind;
using document::Value;

// Of any part; more is no token.
constexpr std::size_t kMostBytes = 64 * 1024;
// What a property may tell of a claim.
constexpr std::size_t kClaimBytes = 200;

struct Algorithm {
  std::string_view name;
  std::size_t signature;  // bytes; 0: as many as the key has, which is no less than kLeastRsa
  const EVP_MD* (*hash)() = nullptr;
};
constexpr auto kAlgorithms = std::to_array<Algorithm>({
    {"HS256", 32, &EVP_sha256},
    {"HS384", 48, &EVP_sha384},
    {"HS512", 64, &EVP_sha512},
    {"RS256", 0},
    {"RS384", 0},
    {"RS512", 0},
    {"PS256", 0},
    {"PS384", 0},
    {"PS512", 0},
    {"ES256", 64},
    {"ES256K", 64},
    {"ES384", 96},
    {"ES512", 132},
    {"EdDSA", 64},
});
constexpr std::size_t kLeastRsa = 128;

// The keys by which manuals and tutorials sign.
constexpr auto kExampleKeys = std::to_array<std::string_view>(
    {"secret", "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret",
     "a-string-secret-at-least-256-bits-long",
     "a-valid-string-secret-that-is-at-least-384-bits-long",
     "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long", "your_jwt_secret",
     "shhhhh", "test", "key", "changeme", "qwertyuiopasdfghjklzxcvbnm123456", "supersecret",
     "super-secret-jwt-token-with-at-least-32-characters-long"});

Opinion doubtful(std::string reason) {
  return {.verdict = Verdict::kDoubtful, .reason = std::move(reason)};
}

// A part that is a JSON object, with the text that its values refer to.
class Part {
 public:
  explicit Part(std::string_view encoded) {
    std::optional<std::string> decoded = text::decode_base64(encoded);
    if (!decoded) return;
    text_ = std::make_unique<const std::string>(std::move(*decoded));
    Result<Document> parsed = Document::parse(document::Syntax::kJson, *text_, "");
    if (parsed.ok() && parsed->root().kind == Kind::kMapping) document_ = std::move(*parsed);
  }

  bool ok() const { return document_.has_value(); }
  const Value* find(std::string_view key) const { return document_->root().find(key); }
  std::string_view text_of(std::string_view key) const {
    const Value* value = find(key);
    return value != nullptr && value->kind == Kind::kString ? value->text : std::string_view();
  }

 private:
  std::unique_ptr<const std::string> text_;
  std::optional<Document> document_;
};

bool signed_by_example(const Algorithm& algorithm, std::string_view content,
                       std::string_view signature) {
  if (algorithm.hash == nullptr) return false;
  for (const std::string_view key : kExampleKeys) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    if (::HMAC(algorithm.hash(), key.data(), static_cast<int>(key.size()),
               reinterpret_cast<const unsigned char*>(content.data()), content.size(), mac.data(),
               &size) != nullptr &&
        std::string_view(reinterpret_cast<const char*>(mac.data()), size) == signature)
      return true;
  }
  return false;
}

// What speaks against the signature; empty when nothing does. `content` is what is signed.
std::string fault_of(const Part& header, std::string_view content, std::string_view encoded) {
  const std::string_view name = header.text_of("alg");
  if (name.empty()) return "its header names no algorithm";
  if (name == "none" || encoded.empty()) return "it has no signature";
  const std::optional<std::string> signature = text::decode_base64(encoded);
  if (!signature) return "its signature is no base 64";
  for (const Algorithm& algorithm : kAlgorithms) {
    if (algorithm.name != name) continue;
    const bool fits = algorithm.signature == 0 ? signature->size() >= kLeastRsa
                                               : signature->size() == algorithm.signature;
    if (!fits) return "its signature has not the size that " + std::string(name) + " has";
    if (signed_by_example(algorithm, content, *signature))
      return "it is signed with the key of an example";
  }
  return {};
}

void tell(Opinion& opinion, std::string name, std::string_view claim) {
  if (!claim.empty())
    opinion.properties.emplace_back(std::move(name), claim.substr(0, kClaimBytes));
}

// Of a token whose signature may be right.
Opinion opinion_of(const Part& header, const Part& claims) {
  Opinion opinion{.verdict = Verdict::kSound,
                  .reason = "its header and claims are those of a signed token"};
  tell(opinion, "jwt_algorithm", header.text_of("alg"));
  tell(opinion, "jwt_issuer", claims.text_of("iss"));
  tell(opinion, "jwt_role", claims.text_of("role"));
  // Supabase gives out tokens of this role to be shipped with programs.
  if (claims.text_of("role") == "anon") {
    opinion.severity = Severity::kLow;
    opinion.reason = "its role is `anon`, whose tokens are public";
  }
  const Value* expiry = claims.find("exp");
  if (expiry == nullptr) {
    opinion.reason += "; it never expires";
  } else if ((expiry->kind == Kind::kInt || expiry->kind == Kind::kFloat) && expiry->number >= 0 &&
             expiry->number <= static_cast<double>(kLastDate)) {
    const std::string date = date_of(static_cast<std::int64_t>(expiry->number));
    opinion.reason += "; it expires at " + date;
    opinion.properties.emplace_back("expires", date);
  }
  return opinion;
}

}  // namespace

Opinion check_jwt(const Subject& subject) {
  const std::string_view token = subject.secret;
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? token.npos : token.find('.', first + 1);
  if (second == token.npos || token.size() > kMostBytes) return {};
  const Part header(token.substr(0, first));
  if (!header.ok()) return doubtful("its header is no JSON");
  if (header.find("enc") != nullptr)
    return {.verdict = Verdict::kSound, .reason = "it is an encrypted token"};
  const Part claims(token.substr(first + 1, second - first - 1));
  if (!claims.ok()) return doubtful("its claims are no JSON");
  if (std::string fault = fault_of(header, token.substr(0, second), token.substr(second + 1));
      !fault.empty())
    return doubtful(std::move(fault));
  return opinion_of(header, claims);
}

}  // namespace scan::secrets

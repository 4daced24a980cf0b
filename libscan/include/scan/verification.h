// Asking the issuer of a secret whether it still works: off unless a caller passes a verifier.
//
//   auto verifier = scan::make_http_verifier();
//   engine.scan({"."}, {.verifier = verifier.get()});   // the only connections a scan can make
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scan {

enum class Liveness : std::uint8_t { kUnknown, kLive, kRevoked };

/// "unknown", "live" or "revoked".
std::string_view to_string(Liveness liveness);

/// A request that carries the secret. Not for reports.
struct HttpRequest {
  /// "GET", "HEAD" or "POST".
  std::string method = "GET";
  /// https; or http to this machine itself, for tests.
  std::string url;
  /// Name and value, neither with a line break.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  friend auto operator<=>(const HttpRequest&, const HttpRequest&) = default;
};

/// Whether a secret may be sent to this URL: https to a host that is written out, without a user
/// before it, or http to this machine itself.
bool may_receive_secrets(std::string_view url);

/// What an answer has: one of the statuses, where there are any, and all of the words.
struct HttpAnswer {
  std::vector<int> status;
  std::vector<std::string> words;

  friend bool operator==(const HttpAnswer&, const HttpAnswer&) = default;
};

/// How it can be learned whether one secret is live. Made by an analyzer, which asks nobody itself.
struct LiveCheck {
  /// Of the finding that it is about.
  std::string rule_id;
  std::string identity;
  HttpRequest request;
  /// An answer as `live` says that the secret works, one as `revoked` that it does not, any other
  /// nothing. Without status and words it is not asked for.
  HttpAnswer live;
  HttpAnswer revoked;
};

struct Verification {
  Liveness liveness = Liveness::kUnknown;
  /// Why it is unknown; empty otherwise. Never holds the secret.
  std::string reason;
};

/// Answers live checks. Called from one thread, check by check.
class Verifier {
 public:
  virtual ~Verifier() = default;
  virtual Verification verify(const LiveCheck& check) = 0;
};

/// What asking may cost.
struct HttpLimits {
  /// For one request, its connection among it.
  std::chrono::milliseconds timeout{10'000};
  /// Between two requests to one host.
  std::chrono::milliseconds interval{200};
  /// Of an answer; what follows is not read.
  std::size_t max_bytes = 64 * 1024;
  /// A host that failed so many times in a row is asked no more.
  unsigned max_failures = 3;
};

/// A verifier that asks by HTTP, with libcurl, which is loaded at the first question; where it is
/// not installed, every answer is unknown. No redirection is followed, and no question is asked
/// twice.
std::unique_ptr<Verifier> make_http_verifier(const HttpLimits& limits = {});

}  // namespace scan

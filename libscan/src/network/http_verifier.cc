// What leaves the machine is one request to the host that the rule names, and nothing that the
// answer says is followed: a redirection would carry the secret to a host of somebody's choice.
#include <algorithm>
#include <map>
#include <optional>
#include <thread>

#include "network/curl_library.h"
#include "network/url.h"
#include "scan/verification.h"

namespace scan {

std::string_view to_string(Liveness liveness) {
  switch (liveness) {
    case Liveness::kLive:
      return "live";
    case Liveness::kRevoked:
      return "revoked";
    case Liveness::kUnknown:
      break;
  }
  return "unknown";
}

namespace network {
namespace {

using Clock = std::chrono::steady_clock;

struct Answer {
  int status = 0;
  std::string body;
  std::string failure;  // empty: there was an answer
};

struct Reception {
  std::string body;
  std::size_t max_bytes;
};

// Returning less than was given ends the transfer.
std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& reception = *static_cast<Reception*>(target);
  const std::size_t given = size * count;
  const std::size_t room = reception.max_bytes - reception.body.size();
  reception.body.append(bytes, std::min(given, room));
  return std::min(given, room);
}

bool fits(const HttpAnswer& expected, const Answer& answer) {
  if (expected.status.empty() && expected.words.empty()) return false;
  if (!expected.status.empty() &&
      std::ranges::find(expected.status, answer.status) == expected.status.end())
    return false;
  return std::ranges::all_of(expected.words, [&](const std::string& word) {
    return answer.body.find(word) != std::string::npos;
  });
}

class HttpVerifier : public Verifier {
 public:
  explicit HttpVerifier(const HttpLimits& limits) : limits_(limits) {}

  Verification verify(const LiveCheck& check) override;

 private:
  struct Host {
    Clock::time_point next;
    unsigned failures = 0;
  };

  const CurlLibrary* curl();
  Answer ask(const HttpRequest& request);
  Answer perform(const CurlLibrary& curl, const HttpRequest& request, const UrlTarget& target);

  HttpLimits limits_;
  std::unique_ptr<const CurlLibrary> curl_;
  std::string curl_failure_;
  std::map<std::string, Host, std::less<>> hosts_;
  std::map<HttpRequest, Answer> answers_;
};

const CurlLibrary* HttpVerifier::curl() {
  if (curl_ == nullptr && curl_failure_.empty()) {
    auto loaded = CurlLibrary::load();
    if (loaded.ok())
      curl_ = *std::move(loaded);
    else
      curl_failure_ = loaded.error().message + "; " + loaded.error().hint;
  }
  return curl_.get();
}

Answer HttpVerifier::perform(const CurlLibrary& curl, const HttpRequest& request,
                             const UrlTarget& target) {
  const std::unique_ptr<CURL, decltype(curl.easy_cleanup)> handle(curl.easy_init(),
                                                                  curl.easy_cleanup);
  if (handle == nullptr) return {.failure = "libcurl has no room for a request"};
  std::unique_ptr<curl_slist, decltype(curl.slist_free_all)> headers(nullptr, curl.slist_free_all);
  for (const auto& [name, value] : request.headers)
    headers.reset(curl.slist_append(headers.release(), (name + ": " + value).c_str()));

  Reception reception{.body = {}, .max_bytes = limits_.max_bytes};
  const std::string scheme(target.scheme);
  CURLcode code = CURLE_OK;
  const auto set = [&](CURLoption option, auto value) {
    if (code == CURLE_OK) code = curl.easy_setopt(handle.get(), option, value);
  };
  set(CURLOPT_PROTOCOLS_STR, scheme.c_str());
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_USERAGENT, "scan");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.timeout.count()));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.timeout.count()));
  // Nobody is asked about this machine by way of another.
  set(CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  set(CURLOPT_WRITEFUNCTION, &receive);
  set(CURLOPT_WRITEDATA, &reception);
  if (request.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (request.method == "POST") {
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (code == CURLE_OK) code = curl.easy_perform(handle.get());
  const bool cut = code == CURLE_WRITE_ERROR && reception.body.size() == limits_.max_bytes;
  if (code != CURLE_OK && !cut) return {.failure = curl.easy_strerror(code)};
  long status = 0;
  curl.easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return {.status = static_cast<int>(status), .body = std::move(reception.body)};
}

Answer HttpVerifier::ask(const HttpRequest& request) {
  const std::optional<UrlTarget> target = target_of(request.url);
  if (!target) return {.failure = "a secret is not sent to such a URL"};
  const CurlLibrary* library = curl();
  if (library == nullptr) return {.failure = curl_failure_};
  Host& host = hosts_[std::string(target->host)];
  if (host.failures >= limits_.max_failures)
    return {.failure = std::string(target->host) + " did not answer before"};
  std::this_thread::sleep_until(host.next);
  Answer answer = perform(*library, request, *target);
  host.next = Clock::now() + limits_.interval;
  host.failures = answer.failure.empty() ? 0 : host.failures + 1;
  if (!answer.failure.empty()) answer.failure.insert(0, std::string(target->host) + ": ");
  return answer;
}

Verification HttpVerifier::verify(const LiveCheck& check) {
  auto known = answers_.find(check.request);
  if (known == answers_.end()) known = answers_.emplace(check.request, ask(check.request)).first;
  const Answer& answer = known->second;
  if (!answer.failure.empty()) return {.reason = answer.failure};
  if (fits(check.live, answer)) return {.liveness = Liveness::kLive, .reason = {}};
  if (fits(check.revoked, answer)) return {.liveness = Liveness::kRevoked, .reason = {}};
  return {.reason = "the answer " + std::to_string(answer.status) + " says neither"};
}

}  // namespace
}  // namespace network

std::unique_ptr<Verifier> make_http_verifier(const HttpLimits& limits) {
  return std::make_unique<network::HttpVerifier>(limits);
}

}  // namespace scan

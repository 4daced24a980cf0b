#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "loopback_server.h"
#include "network/url.h"
#include "scan/engine.h"
#include "scan/verification.h"

namespace scan::network {
namespace {

using std::chrono::milliseconds;

constexpr HttpLimits kQuick{.timeout = milliseconds(5000), .interval = milliseconds(0)};

LiveCheck check_of(std::string url) {
  return {.rule_id = "r",
          .identity = "i",
          .request = {.url = std::move(url), .headers = {{"Authorization", "Bearer s3"}}},
          .live = {.status = {200}, .words = {}},
          .revoked = {.status = {401}, .words = {"bad credentials"}}};
}

bool curl_is_loaded() {
  std::ostringstream maps;
  maps << std::ifstream("/proc/self/maps").rdbuf();
  return maps.str().find("libcurl") != std::string::npos;
}

// First in this file, as a library that was loaded stays.
TEST(HttpVerifier, IsLoadedWhenItIsAskedAndNotBefore) {
  EXPECT_FALSE(curl_is_loaded());
  const auto verifier = make_http_verifier(kQuick);
  EXPECT_FALSE(curl_is_loaded());
  EXPECT_EQ(verifier->verify(check_of("http://corp.net/")).liveness, Liveness::kUnknown);
  EXPECT_FALSE(curl_is_loaded());  // no secret goes there, so nobody is asked
  LoopbackServer server([](const std::string&) { return response(200, ""); });
  EXPECT_EQ(verifier->verify(check_of(server.url("/"))).liveness, Liveness::kLive);
  EXPECT_TRUE(curl_is_loaded());
}

TEST(HttpVerifier, ReadsAnswers) {
  struct Case {
    std::string response;
    Liveness liveness;
    std::string reason;
  };
  const Case cases[] = {
      {response(200, "{}"), Liveness::kLive, ""},
      {response(401, "{\"m\": \"bad credentials\"}"), Liveness::kRevoked, ""},
      {response(401, "{\"m\": \"try later\"}"), Liveness::kUnknown, "the answer 401 says neither"},
      {response(500, ""), Liveness::kUnknown, "the answer 500 says neither"},
      {"", Liveness::kUnknown, "127.0.0.1"},
      {"nonsense", Liveness::kUnknown, "127.0.0.1"},
  };
  for (const Case& c : cases) {
    LoopbackServer server([&](const std::string&) { return c.response; });
    const Verification made = make_http_verifier(kQuick)->verify(check_of(server.url("/me")));
    EXPECT_EQ(made.liveness, c.liveness) << c.response;
    EXPECT_NE(made.reason.find(c.reason), std::string::npos) << made.reason;
    EXPECT_EQ(made.reason.find("s3"), std::string::npos);
  }
}

TEST(HttpVerifier, SendsWhatTheRuleSays) {
  LoopbackServer server([](const std::string&) { return response(200, ""); });
  LiveCheck check = check_of(server.url("/v1?x=1"));
  check.request.method = "POST";
  check.request.body = "token=s3";
  EXPECT_EQ(make_http_verifier(kQuick)->verify(check).liveness, Liveness::kLive);
  ASSERT_EQ(server.requests().size(), 1u);
  const std::string request = server.requests().front();
  EXPECT_EQ(request.find("POST /v1?x=1 HTTP/1.1\r\n"), 0u) << request;
  EXPECT_NE(request.find("Authorization: Bearer s3\r\n"), std::string::npos);
  EXPECT_TRUE(request.ends_with("\r\n\r\ntoken=s3"));
}

// The answer of one host must not lead the secret to another.
TEST(HttpVerifier, FollowsNoRedirection) {
  LoopbackServer other([](const std::string&) { return response(200, ""); });
  LoopbackServer server([&](const std::string&) {
    return response(302, "", "Location: " + other.url("/") + "\r\n");
  });
  EXPECT_EQ(make_http_verifier(kQuick)->verify(check_of(server.url("/"))).liveness,
            Liveness::kUnknown);
  EXPECT_TRUE(other.requests().empty());
}

TEST(HttpVerifier, AsksOnce) {
  LoopbackServer server([](const std::string&) { return response(200, ""); });
  const auto verifier = make_http_verifier(kQuick);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(verifier->verify(check_of(server.url("/"))).liveness, Liveness::kLive);
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(HttpVerifier, ReadsSoMuchAndNoMore) {
  LoopbackServer server([](const std::string&) {
    return response(401, std::string(300'000, ' ') + "bad credentials");
  });
  HttpLimits limits = kQuick;
  limits.max_bytes = 1000;
  EXPECT_EQ(make_http_verifier(limits)->verify(check_of(server.url("/"))).liveness,
            Liveness::kUnknown);
}

TEST(HttpVerifier, GivesUpOnAHostThatDoesNotAnswer) {
  LoopbackServer server([](const std::string&) { return std::string(); });
  const auto verifier = make_http_verifier(kQuick);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(verifier->verify(check_of(server.url("/" + std::to_string(i)))).liveness,
              Liveness::kUnknown);
  EXPECT_EQ(server.requests().size(), kQuick.max_failures);
}

TEST(Url, IsOneThatASecretMayBeSentTo) {
  for (const std::string url :
       {"https://api.corp.net/v1", "https://api.corp.net:8443/v1", "https://a-b.net",
        "http://127.0.0.1:80/", "http://localhost/x", "http://[::1]:8080/", "https://a.net/@x"})
    EXPECT_TRUE(target_of(url).has_value()) << url;
  for (const std::string url :
       {"http://corp.net/", "http://127.0.0.1.corp.net/", "http://localhost.corp.net/",
        "ftp://corp.net/", "https://{{secret}}.corp.net/", "https://user@corp.net/",
        "https://corp.net:80a/", "https:///x", "https://", "corp.net", "", "https://a.net\\@b.net/",
        "file:///etc/passwd", "HTTPS://corp.net/", "http://127.0.0.1@corp.net/"})
    EXPECT_FALSE(target_of(url).has_value()) << url;
}

}  // namespace
}  // namespace scan::network

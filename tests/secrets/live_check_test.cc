#include "secrets/live_check.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

const std::string kRule =
    "[[rules]]\nid = \"r\"\nregex = 'id=(\\w+) key=(\\S+)'\nsecretGroup = 2\n";

std::vector<LiveCheck> checks_in(const std::string& verify, std::string text) {
  auto rules = read_rules(kRule + "[rules.verify]\n" + verify);
  EXPECT_TRUE(rules.ok()) << rules.error().message;
  if (!rules.ok()) return {};
  return detect(Detector(std::move(*rules)), Source("a", std::move(text))).live_checks;
}

TEST(LiveCheck, IsMadeOfTheSecretAndItsParts) {
  const auto checks = checks_in(
      "url = \"https://api.corp.net/{{account}}/me?k={{secret}}\"\nparts = { account = 1 }\n"
      "headers = { Authorization = \"Bearer {{secret}}\", X = \"y\" }\n"
      "live = { status = [200, 204] }\nrevoked = { status = 401, words = [\"no\"] }\n",
      "\nid=acme key=a/b+c\n");
  ASSERT_EQ(checks.size(), 1u);
  const LiveCheck& check = checks.front();
  EXPECT_EQ(check.rule_id, "r");
  EXPECT_EQ(check.identity.size(), 64u);
  EXPECT_EQ(check.request.method, "GET");
  EXPECT_EQ(check.request.url, "https://api.corp.net/acme/me?k=a%2Fb%2Bc");
  EXPECT_EQ(check.request.headers, (std::vector<std::pair<std::string, std::string>>{
                                       {"Authorization", "Bearer a/b+c"}, {"X", "y"}}));
  EXPECT_EQ(check.live, (HttpAnswer{.status = {200, 204}, .words = {}}));
  EXPECT_EQ(check.revoked, (HttpAnswer{.status = {401}, .words = {"no"}}));
}

TEST(LiveCheck, EncodesForThePlaceThatAValueIsPutIn) {
  const std::string live = "live = { status = 200 }\nurl = \"https://a.net\"\n";
  const std::string text = "id=a key=p\"q&r\\";
  const auto body = [&](const std::string& fields) {
    const auto checks = checks_in(live + fields, text);
    return checks.empty() ? "" : checks.front().request.body;
  };
  const std::string post = "method = \"POST\"\nbody = 'v={{secret}}'\n";
  EXPECT_EQ(body(post), "v=p%22q%26r%5C");
  EXPECT_EQ(body(post + "headers = { Content-Type = \"application/json\" }"), "v=p\\\"q&r\\\\");
  EXPECT_EQ(body(post + "headers = { content-type = \"text/plain\" }"), "v=p\"q&r\\");
  const auto basic = checks_in(live + "basic = [\"{{secret}}\", \"\"]", "id=a key=sk");
  ASSERT_EQ(basic.size(), 1u);
  EXPECT_EQ(basic.front().request.headers.front().second, "Basic c2s6");
}

// Or a secret could end its header and begin another.
TEST(LiveCheck, PutsNoLineBreakIntoAHeader) {
  LiveCheckTemplate check;
  check.request.headers = {{"A", "{{secret}}"}};
  EXPECT_TRUE(fill_in(check, {{"secret", "x"}}).has_value());
  for (const std::string& secret :
       {std::string("x\r\nB: c"), std::string("x\n"), std::string(3, '\0'), std::string("\x7F")})
    EXPECT_FALSE(fill_in(check, {{"secret", secret}}).has_value());
}

TEST(LiveCheck, RefusesWhatCannotBeSent) {
  const std::string live = "live = { status = 200 }\n";
  const std::string url = "url = \"https://a.net\"\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {url, "live"},
      {live, "url"},
      {url + "live = {}", "neither"},
      {url + "live = { status = 20 }", "no status"},
      {live + "url = \"http://a.net\"", "not sent to such a URL"},
      {live + "url = \"https://{{secret}}.a.net/\"", "not sent to such a URL"},
      {live + "url = \"https://a.net/{{key}}\"", "`{{key}}` stands for nothing"},
      {live + "url = \"https://a.net/{{secret\"", "without `}}`"},
      {live + url + "method = \"PUT\"", "unknown method"},
      {live + url + "body = \"x\"", "only a POST"},
      {live + url + "parts = { a = 3 }", "no such group"},
      {live + url + "headers = { Host = \"b.net\" }", "no header"},
      {live + url + "headers = { A = \"b\\r\\nC: d\" }", "no header"},
      {live + url + "headers = { \"A: b\" = \"c\" }", "no header"},
      {live + url + "basic = [\"a\"]", "a name and a password"},
      {live + url + "follow = true", "follow"},
  };
  for (const auto& [verify, message] : cases) {
    const auto rules = read_rules(kRule + "[rules.verify]\n" + verify);
    ASSERT_FALSE(rules.ok()) << verify;
    EXPECT_NE(rules.error().message.find(message), std::string::npos)
        << verify << ": " << rules.error().message;
  }
}

}  // namespace
}  // namespace scan::secrets

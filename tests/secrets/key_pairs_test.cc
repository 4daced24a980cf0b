#include "secrets/key_pairs.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "scan/engine.h"
#include "secrets/secrets_analyzer.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

std::string key_file(const std::string& name) {
  std::ostringstream content;
  content << std::ifstream(SCAN_SOURCE_DIR "/tests/secrets/keys/" + name, std::ios::binary).rdbuf();
  return content.str();
}

ScanResult scan_of(const std::vector<std::pair<std::string, std::string>>& files) {
  rules::Loading loading;
  loading.files.push_back(
      rule_file("[[rules]]\nid = \"key\"\nregex = '-----BEGIN [A-Z ]*PRIVATE "
                "KEY-----[^-]+-----END'\nchecks = [\"private-key\"]\n"));
  std::vector<std::unique_ptr<Analyzer>> analyzers;
  analyzers.push_back(std::move(make_analyzer(std::move(loading)).value()));
  const Engine engine = *Engine::create(std::move(analyzers));
  std::vector<Source> sources;
  for (const auto& [path, name] : files) sources.emplace_back(path, key_file(name));
  return *engine.scan_sources(std::move(sources), {});
}

TEST(KeyPairs, BringBothHalvesTogether) {
  for (const auto& [secret, open, path] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"ec.pem", "ec.public.pem", "a.pem"},
           {"rsa-pkcs8.pem", "rsa-pkcs8.crt", "server.crt"},
           {"openssh-ed25519.pem", "openssh-ed25519.pub", "id.pub"},
           {"openssh-rsa.pem", "openssh-rsa.pub", "authorized_keys"},
           {"openssh-ecdsa.pem", "openssh-ecdsa.pub", "id.pub"}}) {
    const ScanResult result = scan_of({{"conf/server.key", secret}, {path, open}});
    ASSERT_EQ(result.findings.size(), 1u) << secret;
    const Finding& finding = result.findings.front();
    EXPECT_EQ(finding.confidence, Confidence::kHigh) << secret;
    EXPECT_EQ(finding.properties.at("public_key_path"), path);
    EXPECT_TRUE(finding.properties.contains("key_type"));
    EXPECT_TRUE(
        finding.properties.at("confidence_reason").ends_with("; its public half is in " + path));
    EXPECT_EQ(finding.locations.size(), 1u);
  }
}

TEST(KeyPairs, LeaveOtherKeysAsTheyAre) {
  const ScanResult result = scan_of({{"server.key", "ec.pem"}, {"server.crt", "rsa-pkcs8.crt"}});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings.front().confidence, Confidence::kMedium);
  EXPECT_FALSE(result.findings.front().properties.contains("public_key_path"));
}

TEST(KeyPairs, ProveNothingAmongTests) {
  const ScanResult result =
      scan_of({{"tests/server.key", "rsa-pkcs8.pem"}, {"tests/server.crt", "rsa-pkcs8.crt"}});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings.front().confidence, Confidence::kLow);
  EXPECT_EQ(result.findings.front().properties.at("public_key_path"), "tests/server.crt");
}

}  // namespace
}  // namespace scan::secrets

// What each check says of secrets that are right, wrong, and of another form. The tokens are made
// up; where a checksum is to be right it was computed.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

std::string content_of(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

struct Case {
  std::string check;
  std::string secret;
  Verdict verdict;
  std::string reason = {};      // a part of it
  std::string properties = {};  // "name=value;..."
};

Opinion run(const std::string& check, const std::string& secret) {
  const Check* found = find_check(check);
  EXPECT_NE(found, nullptr) << check;
  return found->run({.secret = secret, .match = secret, .line = secret, .path = "a.txt"});
}

std::string properties_of(const Opinion& opinion) {
  std::string text;
  for (const auto& [name, value] : opinion.properties) text += name + "=" + value + ";";
  return text;
}

void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Opinion opinion = run(c.check, c.secret);
    EXPECT_EQ(opinion.verdict, c.verdict) << c.check << ": " << c.secret << ": " << opinion.reason;
    EXPECT_NE(opinion.reason.find(c.reason), std::string::npos)
        << c.secret << ": " << opinion.reason;
    EXPECT_EQ(opinion.reason.empty(), opinion.verdict == Verdict::kSilent);
    if (!c.properties.empty()) {
      EXPECT_EQ(properties_of(opinion), c.properties) << c.secret;
    }
  }
}

TEST(Checks, KnowChecksums) {
  expect({
      {"crc32-base62", "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", Verdict::kProved, "is right"},
      {"crc32-base62", "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", Verdict::kProved},
      {"crc32-base62", "ghp_pGKCFCqy7IUyZdF9ZegW0sH1rzVBoq3EfJ5w", Verdict::kDoubtful, "wrong"},
      {"crc32-base62", "ghp_qGKCFCqy7IUyZdF9ZegW0sH1rzVBoq3EfJ5v", Verdict::kDoubtful},
      // Longer ones of the same prefix have no checksum that is known.
      {"crc32-base62", "ghs_pGKCFCqy7IUyZdF9ZegW0sH1rzVBoq3EfJ5vAAAA", Verdict::kSilent},
      {"crc32-base62", "pGKCFCqy7IUyZdF9ZegW0sH1rzVBoq3EfJ5v", Verdict::kSilent},
      {"crc32-base62", "", Verdict::kSilent},

      {"crc32-base36", "glpat-bzoxCnU6MnORFwTUqcTV18bPksV8Vln5EA.01.0y00y5fos", Verdict::kProved},
      {"crc32-base36", "glrt-t1_bzoxCnU6MnNQQ3FnbllFwJ3UH5UYVSTyEA.0y1u09o7l", Verdict::kProved},
      {"crc32-base36", "glpat-bzoxCnU6MnORFwTUqcTV18bPksV8Vln5EA.01.0y00y5fot", Verdict::kDoubtful},
      {"crc32-base36", "glpat-vwXr8dQzN3sLk2mBc7Ty", Verdict::kSilent},

      {"crc32-hex", "glsa_cXFEaUPl8npO0y23Ve2lMmR7GWvaiV3f_f3cbe201", Verdict::kProved},
      {"crc32-hex", "glsa_cXFEaUPl8npO0y23Ve2lMmR7GWvaiV3f_F3CBE201", Verdict::kProved},
      {"crc32-hex", "glsa_cXFEaUPl8npO0y23Ve2lMmR7GWvaiV3f_01e2cbf3", Verdict::kDoubtful},
      {"crc32-hex", "glsa_cXFEaUPl8npO0y23Ve2lMmR7GWvaiV3f", Verdict::kSilent},
  });
}

TEST(Checks, ReadTheAccountOfAnAwsKey) {
  expect({
      {"aws-key-id", "AKIARZPUZDIKHTJJLLTJ", Verdict::kSound, "account 123456789012",
       "aws_account=123456789012;"},
      {"aws-key-id", "ASIAQAAAAAAVLCTY5CC4", Verdict::kSound, "account 000000000042",
       "aws_account=000000000042;"},
      {"aws-key-id", "AKIAIVQL7TQZ5WJ3YZKA", Verdict::kSound, "before 2019"},
      {"aws-key-id", "AKIA7I6HAQQABQS3ZJOX", Verdict::kDoubtful, "cannot exist"},
      {"aws-key-id", "AKIARZPUZDIKHTJJLL1J", Verdict::kDoubtful, "characters"},
      {"aws-key-id", "AKIARZPU", Verdict::kSilent},
  });
}

TEST(Checks, ReadJsonWebTokens) {
  const std::string hs256 = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
  expect({
      {"jwt",
       hs256 + "eyJpc3MiOiJodHRwczovL2lkLmNvcnAubmV0Iiwic3ViIjoiNyIsImV4cCI6MTcwMDAwMDAwMH0."
               "7cdo8OSTyUNl2a2g4PBXMEDP0AXbI4sErXCaSJM3SCI",
       Verdict::kSound, "it expires at 2023-11-14T22:13:20Z",
       "jwt_algorithm=HS256;jwt_issuer=https://id.corp.net;expires=2023-11-14T22:13:20Z;"},
      {"jwt", hs256 + "eyJzdWIiOiI3In0.oZ82XELFOAlQnMs3qFEmuNJybTiwmjdW_K9k1I9UyZQ",
       Verdict::kDoubtful, "the key of an example"},
      {"jwt", "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiI3In0.", Verdict::kDoubtful,
       "no signature"},
      {"jwt",
       hs256 + "eyJyb2xlIjoiYW5vbiIsImlzcyI6InN1cGFiYXNlIiwiZXhwIjoxOTk5OTk5OTk5fQ."
               "0GtzEOZlPHWWnQPOckktgZg5b6NKGwxyBb1GXVE3yc8",
       Verdict::kSound, "are public; it expires at 2033-05-18T03:33:19Z"},
      {"jwt", "eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiI3In0._khVCSYFErTGBPRgC4slqARMRmjl0xAmOhW9xAX1-mY",
       Verdict::kDoubtful, "the size that HS512 has"},
      {"jwt", "eyJub25zZW5zZQ.eyJzdWIiOiI3In0.abcd", Verdict::kDoubtful, "header is no JSON"},
      {"jwt", hs256 + "bm9uc2Vuc2U.abcd", Verdict::kDoubtful, "claims are no JSON"},
      {"jwt", "e30.e30.abcd", Verdict::kDoubtful, "no algorithm"},
      {"jwt", "a.b", Verdict::kSilent},
      {"jwt", "", Verdict::kSilent},
  });
  EXPECT_EQ(run("jwt", hs256 + "eyJyb2xlIjoiYW5vbiIsImlzcyI6InN1cGFiYXNlIiwiZXhwIjoxOTk5OTk5OTk5fQ."
                               "0GtzEOZlPHWWnQPOckktgZg5b6NKGwxyBb1GXVE3yc8")
                .severity,
            Severity::kLow);
}

TEST(Checks, KnowTheKeysOfLedgers) {
  const std::string pair =
      "246, 156, 191, 107, 78, 237, 215, 240, 168, 26, 38, 181, 151, 218, 126, 248, 173, 153,"
      "103, 33, 222, 204, 201, 186, 156, 48, 251, 99, 53, 122, 136, 249, 184, 17, 126, 229, 206,"
      "159, 100, 51, 16, 80, 180, 101, 64, 89, 234, 98, 167, 125, 179, 223, 49, 52, 5, 136, 150,"
      "216, 3, 202, 59, 61, 55]";
  expect({
      {"base58check", "KwXU1e6DxtSShvuV3gwvQmzQREyrG58PEsV4fvJXBrg5nxfkuc1B", Verdict::kProved},
      {"base58check", "5KTVr5adR5bRNz3gtWjsYZR2KVLUjVLbUp41UeRVcvoZ8qq2EjF", Verdict::kProved},
      {"base58check", "edsk4UiMuDSDmWuNvjkFy81hkGgANzDmtcLyCMGk1dYXEtAQ7tQuAU", Verdict::kProved},
      {"base58check", "KwXU1e6DxtSShvuV3gwvQmzQREyrG58PEsV4fvJXBrg5nxfkuc1C", Verdict::kDoubtful,
       "wrong"},
      {"base58check", "Kw0OIl", Verdict::kSilent},
      {"base58check", "", Verdict::kSilent},
      {"base58check", std::string(5000, 'z'), Verdict::kSilent},
      {"base58check-ripple", "spmHVDGrtT7B2Dzum643X27c84K8h", Verdict::kProved},
      {"base58check-ripple", "sEdVVLDUHPRMfp2osXPqVrPHi59WG4x", Verdict::kProved},
      {"base58check", "spmHVDGrtT7B2Dzum643X27c84K8h", Verdict::kDoubtful},
      {"bech32", "AGE-SECRET-KEY-1GG64ZL0AEJ3GZU083EZV8HP8NYAXA4KK0PA20CKSMDS35PUPK9UQXASADE",
       Verdict::kProved},
      {"bech32", "nsec17avzm8mkwylx5n8vsa944lmm3fcudwzx3332yjwuyc58fsapkl0sczfat8",
       Verdict::kProved},
      {"bech32", "nsec17avzm8mkwylx5n8vsa944lmm3fcudwzx3332yjwuyc58fsapkl0sczfat9",
       Verdict::kDoubtful},
      // BIP 350's own example.
      {"bech32", "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", Verdict::kProved},
      {"bech32", "1qqqqqq", Verdict::kSilent},
      {"bech32", "nsec", Verdict::kSilent},
      {"stellar-key", "SAP7WLJE4MTEEAVGLQDBPXLSTSUKVJWU4DQGB6Q32Y6KTAWEGQ5TJPB2", Verdict::kProved},
      {"stellar-key", "SBP7WLJE4MTEEAVGLQDBPXLSTSUKVJWU4DQGB6Q32Y6KTAWEGQ5TJPB2",
       Verdict::kDoubtful},
      {"stellar-key", "SAP7", Verdict::kSilent},
      {"ed25519-pair",
       "ed25519:LfuVANpFFewJYdTkr5J67Zamu9cP7wa6zjrbszAqZ66tjwSkcjsez3DPKNcKtVL8SHbwofQXHinLjYTzRTb"
       "yhup",
       Verdict::kProved, "a pair"},
      {"ed25519-pair", "[16, " + pair, Verdict::kProved},
      {"ed25519-pair", "[17, " + pair, Verdict::kDoubtful},
      {"ed25519-pair", "[1, 2, 256]", Verdict::kSilent},
      {"ed25519-pair", "[1, 2]", Verdict::kSilent},
  });
}

TEST(Checks, ReadWhatTokensSayOfThemselves) {
  expect({
      {"macaroon",
       "pypi-AgEIcHlwaS5vcmcCJDA2OTdjMWFkLTI2MGEtNDUxNS1hYWY3LTZmYzczZDk4ZDc2YwACJXsidmVyc2lvbiI6I"
       "DEsICJwZXJtaXNzaW9ucyI6ICJ1c2VyIn0AAAYgdGiL8xDzBKpdp2Fi4BGnSIHu0nXGlJLgZoUCfb_TU4g",
       Verdict::kSound, "macaroon of pypi.org"},
      {"macaroon", "pypi-AgEIcHlwaS5vcmcCJDA2OTdjMWFkLTI2MGEtNDUxNS1hYWY3LTZmYzczZDk4ZDc2YwACJXs",
       Verdict::kDoubtful, "no whole"},
      {"macaroon", "pypi-AgEIcHlwaS5vcmcCJP________________8", Verdict::kDoubtful},
      {"macaroon", "AgEIcHlwaS5vcmc", Verdict::kSilent},
      {"discord-token", "NjQ5NDQ1MTExNDA3MzQwMTM0.urfRsG.aBfeOZlzopWmdAZDIHk6R72FGYKh7mBcAkw06v",
       Verdict::kSound, "the bot 649445111407340134, made at 2019-11-28T",
       "discord_bot=649445111407340134;"},
      {"discord-token", "MzQwMTM0aGVsbG93b3JsZCE.urfRsG.aBfeOZlzopWmdAZDIHk6R72FGYKh7mBcAkw06v",
       Verdict::kDoubtful, "no number"},
      {"discord-token", "nothing", Verdict::kSilent},
      {"sentry-token",
       "sntrys_eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zLmNvcnAubmV0Iiwib3JnIjoiYWNtZSJ9_"
       "k2SOTv4u7tDz6AfY3ojQYMTUQcX6BLZ4q7RzkBCrEPw",
       Verdict::kSound, "organization acme", "sentry_organization=acme;"},
      {"sentry-token", "sntrys_eyJpYXQiOjE3MDAwMDAwMDB9_k2SOTv4u7t", Verdict::kDoubtful},
      {"sentry-token", "sntrys_k2SOTv4u7", Verdict::kSilent},
      {"basic-auth", "ZGVwbG95OnF6OFg0djFL", Verdict::kSound, "a name and a password"},
      {"basic-auth", "bm8gY29sb24gaGVyZQ", Verdict::kDoubtful},
      {"basic-auth", "ZGVwbG95Og==", Verdict::kDoubtful, "empty"},
      {"basic-auth", "AQI6AwQF", Verdict::kDoubtful},
  });
}

TEST(Checks, NameTheAccountOfAGoogleKey) {
  const Check* check = find_check("google-service-account");
  ASSERT_NE(check, nullptr);
  const auto reason = [&](std::string_view around) {
    return check->run({.secret = "k", .match = "k", .line = "k", .around = around, .path = "a"})
        .reason;
  };
  EXPECT_EQ(reason(R"({"project_id": "shop-1", "private_key": "k",
                      "client_email": "ci@shop-1.iam.gserviceaccount.com"})"),
            "it is the key of ci@shop-1.iam.gserviceaccount.com in the project shop-1");
  EXPECT_EQ(reason(R"(\"client_email\":\"ci@shop-1.iam.gserviceaccount.com\"}')"),
            "it is the key of ci@shop-1.iam.gserviceaccount.com");
  EXPECT_EQ(reason(R"({"private_key": "k", "client_email": "a@corp.net"})"), "");
  EXPECT_EQ(reason("client_email"), "");
}

struct KeyCase {
  std::string file;
  Verdict verdict;
  std::string reason;
  std::string kind = {};  // type and bits
  bool identified = false;
};

const std::vector<KeyCase>& key_cases() {
  static const std::vector<KeyCase> kCases = {
      {"rsa-pkcs1", Verdict::kSound, "a key of RSA with 1024 bits", "RSA 1024", true},
      {"rsa-pkcs8", Verdict::kSound, "a key of RSA with 2048 bits", "RSA 2048", true},
      {"ec", Verdict::kSound, "a key of EC with 256 bits", "EC 256", true},
      {"ed25519", Verdict::kSound, "Ed25519", "Ed25519 256", true},
      {"openssh-rsa", Verdict::kSound, "a key of RSA with 2048 bits", "RSA 2048", true},
      {"openssh-ed25519", Verdict::kSound, "Ed25519", "Ed25519 256", true},
      {"openssh-ecdsa", Verdict::kSound, "EC with 256 bits", "EC 256", true},
      {"openssh-encrypted", Verdict::kSound, "passphrase", "Ed25519 256", true},
      {"openpgp-rsa", Verdict::kSound, "RSA with 2048 bits", "RSA 2048"},
      {"openpgp-encrypted", Verdict::kSound, "passphrase", "Ed25519 "},
      {"pkcs1-encrypted", Verdict::kSound, "passphrase"},
      {"pkcs8-encrypted", Verdict::kSound, "passphrase"},
      {"rsa-512", Verdict::kDoubtful, "too few"},
      {"made-up", Verdict::kDoubtful, "is no key"},
      {"abridged", Verdict::kDoubtful, "left out"},
  };
  return kCases;
}

TEST(Checks, ReadPrivateKeys) {
  for (const KeyCase& c : key_cases()) {
    const Opinion opinion =
        run("private-key", content_of(SCAN_SOURCE_DIR "/tests/secrets/keys/" + c.file + ".pem"));
    EXPECT_EQ(opinion.verdict, c.verdict) << c.file << ": " << opinion.reason;
    EXPECT_NE(opinion.reason.find(c.reason), std::string::npos) << c.file << opinion.reason;
    EXPECT_EQ(opinion.severity.has_value(), c.reason == "passphrase") << c.file;
    std::string kind;
    bool identified = false;
    for (const auto& [name, value] : opinion.properties) {
      if (name == "key_type") kind += value + " ";
      if (name == "key_bits") kind += value;
      if (name == "public_key_sha256") identified = value.size() == 64;
    }
    EXPECT_EQ(kind, c.kind) << c.file;
    EXPECT_EQ(identified, c.identified) << c.file;
  }
}

// As keys stand in JSON, YAML, code, comments; and however much of one is there, nothing breaks.
TEST(Checks, ReadPrivateKeysWhereverTheyWerePasted) {
  const std::string key = content_of(SCAN_SOURCE_DIR "/tests/secrets/keys/rsa-pkcs1.pem");
  const auto rewritten = [&](const std::string& before, const std::string& after) {
    std::string text;
    std::istringstream lines(key);
    for (std::string line; std::getline(lines, line);) text += before + line + after;
    return text;
  };
  const std::string plain = properties_of(run("private-key", key));
  for (const auto& [before, after] :
       std::vector<std::pair<std::string, std::string>>{{"", "\\n"},
                                                        {"", "\\\\n"},
                                                        {"", "\r\n"},
                                                        {"", "\\r\\n"},
                                                        {"    ", "\n"},
                                                        {"# ", "\n"},
                                                        {"  \"", "\\n\" +\n"},
                                                        {"'", "\\n'\n"},
                                                        {"\"", "\",\n"},
                                                        {"", "\\n\\\n"},
                                                        {" * ", "\n"}})
    EXPECT_EQ(properties_of(run("private-key", rewritten(before, after))), plain)
        << before << after;
  for (const KeyCase& c : key_cases()) {
    const std::string whole = content_of(SCAN_SOURCE_DIR "/tests/secrets/keys/" + c.file + ".pem");
    for (std::size_t size = 0; size < whole.size(); size += 7)
      (void)run("private-key", whole.substr(0, size));
  }
}

TEST(Checks, RefuteWhatIsNoSecret) {
  expect({
      {"no-digest", "sha512-suZl8fywbU87FM2MpcyMBYTspANESiHzMlGOw60X", Verdict::kRefuted, "digest"},
      {"no-digest", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ", Verdict::kRefuted, "public key"},
      {"no-digest", "q7RzkBCrEPwGQRFI2R7h7zoH4PBe9", Verdict::kSilent},
      {"no-placeholder", "your-api-key-goes-here-01", Verdict::kRefuted, "stands for another"},
      {"no-placeholder", "${API_KEY_2}", Verdict::kRefuted, "filled in later"},
      {"no-placeholder", "q7RzkBCrEPwGQRFI2R7h7zoH4PBe9", Verdict::kSilent},
  });
}

TEST(Checks, AreAllDocumented) {
  const std::string documentation = content_of(SCAN_SOURCE_DIR "/docs/secrets.md");
  std::vector<std::string> names;
  for (const Check& check : all_checks()) {
    names.emplace_back(check.name);
    EXPECT_EQ(find_check(check.name), &check);
    const std::string row =
        "| `" + std::string(check.name) + "` | " + std::string(check.about) + " |";
    EXPECT_NE(documentation.find(row), std::string::npos) << "docs/secrets.md lacks\n" << row;
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
  EXPECT_EQ(find_check("no such"), nullptr);
}

}  // namespace
}  // namespace scan::secrets

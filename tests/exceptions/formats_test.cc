// The formats of exceptions: what each entry says, and what is wrong with a file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Entries as text: ids; packages; analyzer; until; directive; reason.
std::vector<std::string> described(std::string_view text, const std::string& path) {
  auto read = read_exceptions(text, path);
  if (!read.ok()) return {"error: " + read.error().message};
  std::vector<std::string> shown;
  for (const Exception& exception : *read) {
    std::string& line = shown.emplace_back();
    for (const std::string& id : exception.ids) line += id + " ";
    line += "|";
    for (PackagePattern package : exception.packages) {
      std::replace(package.purl.begin(), package.purl.end(), '\0', '@');
      line += " " + package.purl;
      for (const std::string* part :
           {&package.ecosystem, &package.name, &package.version, &package.scope})
        if (!part->empty()) line += " " + *part;
    }
    line += " | " + std::string(exception.analyzer);
    line += " | " + (exception.until ? std::to_string(*exception.until) : "") + " | " +
            exception.directive + " | " + exception.reason;
  }
  return shown;
}

TEST(ExceptionFormats, AreFoundByTheirNames) {
  for (const char* name :
       {".scan-exceptions.yaml", "osv-scanner.toml", ".trivyignore", ".trivyignore.yaml"})
    EXPECT_TRUE(is_exception_file(name)) << name;
  for (const char* name : {"", "vex.json", "trivyignore", "osv-scanner.toml.bak"})
    EXPECT_FALSE(is_exception_file(name)) << name;
}

TEST(ExceptionFormats, OursGivesAReasonForEach) {
  EXPECT_THAT(described("exceptions:\n"
                        "  - id: CVE-1\n    reason: unreachable\n"
                        "  - package: pkg:npm/a@1\n    until: 1970-01-02\n    reason: r\n",
                        ".scan-exceptions.yaml"),
              ElementsAre("CVE-1 | |  |  | exception CVE-1 | unreachable",
                          "| pkg:npm/a@1 |  | 172800 | exception until 1970-01-02 | r"));
  const auto error_of = [](std::string_view text) {
    auto read = read_exceptions(text, ".scan-exceptions.yaml");
    return read.ok() ? std::string("none") : read.error().message;
  };
  EXPECT_THAT(error_of("exceptions:\n- id: CVE-1\n"), HasSubstr("reason"));
  EXPECT_THAT(error_of("exceptions:\n- reason: r\n"), HasSubstr("an `id` or a `package`"));
  EXPECT_THAT(error_of("exceptions:\n- id: A\n  reason: r\n  untill: x\n"), HasSubstr("untill"));
  EXPECT_THAT(error_of("exceptions:\n- id: A\n  reason: r\n  until: soon\n"), HasSubstr("date"));
  EXPECT_THAT(error_of("exceptions:\n- package: a\n  reason: r\n"), HasSubstr("package URL"));
  EXPECT_THAT(error_of("exceptions: [x]"), HasSubstr("mapping"));
  EXPECT_EQ(error_of(""), "none");
}

TEST(ExceptionFormats, OsvScanner) {
  EXPECT_THAT(
      described("GoVersionOverride = \"1.20\"\n"
                "[[IgnoredVulns]]\nid = \"GO-2022-0968\"\nignoreUntil = 1970-01-02T00:00:00Z\n"
                "reason = \"no ssh\"\n"
                "[[IgnoredVulns]]\nid = \"GO-2022-1059\"\n"
                "[[PackageOverrides]]\nname = \"lib\"\nversion = \"1.0\"\necosystem = \"Go\"\n"
                "ignore = true\neffectiveUntil = 1970-01-02\nreason = \"own\"\n"
                "[[PackageOverrides]]\nname = \"kept\"\nlicense.override = [\"MIT\"]\n"
                "[[PackageOverrides]]\necosystem = \"npm\"\ngroup = \"dev\"\n"
                "vulnerability.ignore = true\n"
                "[[PackageOverrides]]\ngroup = \"of another kind\"\nignore = true\n",
                "a/osv-scanner.toml"),
      ElementsAre("GO-2022-0968 | |  | 86400 | IgnoredVulns GO-2022-0968 | no ssh",
                  "GO-2022-1059 | |  |  | IgnoredVulns GO-2022-1059 | ",
                  "|  Go lib 1.0 | sca | 86400 | PackageOverrides lib | own",
                  "|  npm dev | sca |  | PackageOverrides  | "));
  EXPECT_THAT(described("[[IgnoredVulns]]\nreason = \"x\"\n", "osv-scanner.toml"),
              ElementsAre(HasSubstr("no `id`")));
  EXPECT_THAT(described("[[IgnoredVulns]]\nid = \"A\"\nignoreUntil = \"x\"\n", "osv-scanner.toml"),
              ElementsAre(HasSubstr("no date")));
}

TEST(ExceptionFormats, Trivy) {
  EXPECT_THAT(described("vulnerabilities:\n"
                        "  - id: CVE-1\n    paths: [a/b.jar]\n    purls: [pkg:deb/debian/curl]\n"
                        "    expired_at: 1970-01-02\n    statement: accepted\n"
                        "misconfigurations:\n  - id: AVD-DS-0001\n"
                        "secrets:\n  - id: aws-access-key-id\n",
                        ".trivyignore.yaml"),
              ElementsAre("CVE-1 | pkg:deb/debian/curl | sca | 86400 | CVE-1 | accepted",
                          "AVD-DS-0001 | | iac |  | AVD-DS-0001 | ",
                          "aws-access-key-id | | secrets |  | aws-access-key-id | "));
  EXPECT_THAT(described("# accepted\nCVE-1\n\nCVE-2 exp:1970-01-02  # soon\r\n", ".trivyignore"),
              ElementsAre("CVE-1 | |  |  | CVE-1 | ", "CVE-2 | |  | 86400 | CVE-2 | soon"));
  EXPECT_THAT(described("CVE-1 exp:soon", ".trivyignore"), ElementsAre(HasSubstr("no date")));
}

TEST(ExceptionFormats, OpenVex) {
  const auto document = [](const std::string& statements) {
    return R"({"@context":"https://openvex.dev/ns/v0.2.0","timestamp":"2024-01-01T00:00:00Z",)"
           R"("statements":[)" +
           statements + "]}";
  };
  EXPECT_THAT(described(document(R"({"vulnerability":{"name":"CVE-1","@id":"https://x/CVE-1",)"
                                 R"("aliases":["GHSA-1"]},"products":[{"@id":"pkg:oci/app",)"
                                 R"("subcomponents":[{"@id":"pkg:npm/a@1"},{"identifiers":{"purl":)"
                                 R"("pkg:npm/b"}}]}],"status":"not_affected","justification":)"
                                 R"("component_not_present","impact_statement":"not shipped"})"),
                        "v.json"),
              ElementsAre("CVE-1 CVE-1 GHSA-1 | pkg:npm/a@1 pkg:npm/b | sca |  | not_affected "
                          "(component_not_present) | not shipped"));
  EXPECT_THAT(described(document(R"({"vulnerability":"CVE-1","products":["pkg:npm/a"],)"
                                 R"("status":"fixed"},)"
                                 R"({"vulnerability":"CVE-2","products":["pkg:npm/a"],)"
                                 R"("status":"affected"},)"
                                 R"({"vulnerability":"CVE-3","products":["urn:other"],)"
                                 R"("status":"fixed"})"),
                        "v.json"),
              ElementsAre("CVE-1 | pkg:npm/a | sca |  | fixed | "));
  // The latest word on one vulnerability in one product holds, wherever it stands.
  EXPECT_THAT(described(document(R"({"vulnerability":"CVE-1","products":["pkg:npm/a"],)"
                                 R"("timestamp":"2024-03-01T00:00:00Z","status":"affected"},)"
                                 R"({"vulnerability":"CVE-1","products":["pkg:npm/a"],)"
                                 R"("timestamp":"2024-02-01T00:00:00Z","status":"not_affected"})"),
                        "v.json"),
              IsEmpty());
  EXPECT_THAT(described(document(R"({"status":"fixed"})"), "v.json"),
              ElementsAre(HasSubstr("names no vulnerability")));
}

TEST(ExceptionFormats, CsafVex) {
  EXPECT_THAT(
      described(
          R"({"document":{"category":"csaf_vex"},"product_tree":{"branches":[{"branches":[)"
          R"({"product":{"product_id":"P1","product_identification_helper":{"purl":)"
          R"("pkg:npm/a@1"}}}]}],"full_product_names":[{"product_id":"P2"}],"relationships":[)"
          R"({"product_reference":"P1","relates_to_product_reference":"P2",)"
          R"("full_product_name":{"product_id":"P2:P1"}}]},"vulnerabilities":[{"cve":"CVE-1",)"
          R"("ids":[{"text":"GHSA-1"}],"product_status":{"known_not_affected":["P2:P1"],)"
          R"("fixed":["P1","P2"],"known_affected":["P1"]},"flags":[{"label":)"
          R"("vulnerable_code_not_in_execute_path","product_ids":["P2:P1"]}],"threats":[)"
          R"({"category":"impact","details":"never called","product_ids":["P2:P1"]}]}]})",
          "v.json"),
      ElementsAre("CVE-1 GHSA-1 | pkg:npm/a@1 | sca |  | known_not_affected "
                  "(vulnerable_code_not_in_execute_path) | never called",
                  "CVE-1 GHSA-1 | pkg:npm/a@1 | sca |  | fixed | "));
}

TEST(ExceptionFormats, CycloneDxVex) {
  EXPECT_THAT(
      described(
          R"({"bomFormat":"CycloneDX","metadata":{"component":{"bom-ref":"app"}},)"
          R"("components":[{"bom-ref":"c1","purl":"pkg:npm/a@1","components":[)"
          R"({"bom-ref":"c2","purl":"pkg:npm/b@2"}]}],"vulnerabilities":[)"
          R"({"id":"CVE-1","analysis":{"state":"not_affected","justification":)"
          R"("code_not_reachable","detail":"see"},"affects":[{"ref":"c2"}]},)"
          R"({"id":"CVE-2","analysis":{"state":"exploitable"},"affects":[{"ref":"c1"}]},)"
          R"({"id":"CVE-3","references":[{"id":"GHSA-3"}],"analysis":{"state":"resolved"},)"
          R"("affects":[{"ref":"urn:cdx:0/1#pkg:npm/c@3"}]},)"
          R"({"id":"CVE-4","analysis":{"state":"false_positive"},"affects":[{"ref":"app"}]},)"
          R"({"id":"CVE-5","analysis":{"state":"resolved"},"affects":[{"ref":"c1","versions":)"
          R"([{"version":"2","status":"unaffected"},{"version":"1","status":"affected"}]}]},)"
          R"({"id":"CVE-6"}]})",
          "bom.json"),
      ElementsAre("CVE-1 | pkg:npm/b@2 | sca |  | not_affected (code_not_reachable) | see",
                  "CVE-3 GHSA-3 | pkg:npm/c@3 | sca |  | resolved | ",
                  "CVE-4 | | sca |  | false_positive | ",
                  "CVE-5 | pkg:npm/a@2 | sca |  | resolved | "));
}

TEST(ExceptionFormats, AreToldByTheirContent) {
  EXPECT_THAT(described("[[IgnoredVulns]]\nid = \"A\"\n", "any.toml"),
              ElementsAre(HasSubstr("IgnoredVulns A")));
  EXPECT_THAT(described("vulnerabilities:\n- id: A\n", "any.yml"), ElementsAre(HasSubstr("A ")));
  auto unknown = read_exceptions("{\"a\": 1}", "any.json");
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().code, ErrorCode::kInvalidData);
  EXPECT_FALSE(read_exceptions("{", "any.json").ok());
  for (const char* odd : {"[]", "1", "{\"statements\":1}", "{\"statements\":[1,null,[]]}",
                          "{\"product_tree\":1,\"vulnerabilities\":[{\"cve\":\"A\","
                          "\"product_status\":[]}]}",
                          "{\"bomFormat\":1,\"vulnerabilities\":[1]}"})
    described(odd, "odd.json");  // whatever it says, it says
}

}  // namespace
}  // namespace scan::exceptions

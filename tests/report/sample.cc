#include "report/sample.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"

namespace scan::report {
namespace {

std::string fingerprint(int n) {
  std::string digits = std::to_string(n);
  return std::string(32 - digits.size(), 'f') + digits;
}

Region region_of(std::uint32_t line, std::string_view code, std::string_view marked) {
  Region region;
  const auto step = [&](std::size_t offset, std::uint32_t& to_line, std::uint32_t& to_column) {
    const std::string_view before = code.substr(0, offset);
    const std::size_t line_begin = before.rfind('\n') + 1;  // 0 where there is none
    to_line = line + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    to_column = 1 + static_cast<std::uint32_t>(base::utf16_length(before.substr(line_begin)));
  };
  const std::size_t begin = code.find(marked);
  EXPECT_NE(begin, std::string_view::npos) << marked;
  step(begin, region.start_line, region.start_column);
  step(begin + marked.size(), region.end_line, region.end_column);
  return region;
}

void add_rules(ScanResult& result) {
  result.rules = {
      {.id = "CKV_DOCKER_7",
       .analyzer = "iac",
       .title = "The base image is not pinned to a version",
       .help = "An image without a tag changes under the build. Pin a tag or a digest.",
       .severity = Severity::kLow,
       .confidence = Confidence::kHigh,
       .cwe = {"CWE-829"}},
      {.id = "GHSA-2f9x-5v75-3qv4",
       .aliases = {"CVE-2018-7536"},
       .analyzer = "sca",
       .title = "Django: denial of service in urlize",
       .help = "Upgrade to 1.11.11.",
       .severity = Severity::kMedium,
       .confidence = Confidence::kHigh,
       .cwe = {"CWE-185"},
       .references = {"https://www.djangoproject.com/weblog/2018/mar/06/security-releases/"}},
      {.id = "hardcoded-cloud-key",
       .analyzer = "secrets",
       .title = "A cloud access key",
       .help = "Revoke the key, then take it from the environment.",
       .severity = Severity::kCritical,
       .confidence = Confidence::kHigh,
       .cwe = {"CWE-798"}},
      {.id = "javascript.debug-left-on",
       .analyzer = "sast",
       .title = "Debug mode",
       .severity = Severity::kInfo,
       .confidence = Confidence::kLow,
       .languages = {"javascript"}},
      {.id = "python-sql-injection",
       .aliases = {"B608", "S608"},
       .analyzer = "sast",
       .title = "SQL built from strings",
       .help = "Pass the values as parameters:\n\n```python\ncursor.execute(query, (name,))\n```\n",
       .severity = Severity::kHigh,
       .confidence = Confidence::kMedium,
       .languages = {"python"},
       .cwe = {"CWE-89", "CWE-564"},
       .owasp = {"A03:2021"},
       .references = {"not a web address", "https://cwe.mitre.org/data/definitions/89.html"},
       .fix = "$CURSOR.execute(\n    QUERY, ($KEY,))"},
      {.id = "python-weak-hash",
       .aliases = {"B303"},
       .analyzer = "sast",
       .title = "Weak hash",
       .severity = Severity::kMedium,
       .confidence = Confidence::kHigh,
       .languages = {"python"},
       .cwe = {"CWE-327"}},
  };
}

Finding& add(ScanResult& result, std::string_view rule, std::string message,
             std::vector<Location> places) {
  Finding& finding = result.findings.emplace_back();
  for (const RuleInfo& info : result.rules) {
    if (info.id != rule) continue;
    finding.rule_id = info.id;
    finding.analyzer = info.analyzer;
    finding.severity = info.severity;
    finding.confidence = info.confidence;
  }
  EXPECT_FALSE(finding.rule_id.empty()) << rule;
  finding.message = std::move(message);
  finding.locations = std::move(places);
  finding.fingerprint = fingerprint(static_cast<int>(result.findings.size()));
  return finding;
}

void add_findings(ScanResult& result) {
  Location image = place("Dockerfile", 1, "FROM python", "FROM python");
  image.logical_name = "Dockerfile.FROM";
  add(result, "CKV_DOCKER_7", "The image `python` has no tag.", {image});

  add(result, "python-sql-injection",
      "The query is built from `name` by string formatting, so that whoever chooses the name "
      "chooses the query.\nPass it as a parameter.",
      {place("src/app/views.py", 42,
             "    cursor.execute(\"SELECT * FROM users WHERE name = '%s'\" % name)",
             "cursor.execute(\"SELECT * FROM users WHERE name = '%s'\" % name)")});
  add(result, "python-sql-injection", "The query is built from `key`.",
      {place("src/app/views.py", 97,
             "    cursor.execute(\n        \"SELECT * FROM \" +\n        key,\n    )  # done",
             "cursor.execute(\n        \"SELECT * FROM \" +\n        key,\n    )")});
  const Location& query = result.findings.back().primary();
  result.findings.back().fix =
      Fix{.path = query.path,
          .edits = {{{1000, 1063}, query.region, "cursor.execute(\n        QUERY, (key,))"}},
          .source_hash = {}};

  Finding& hash = add(result, "python-weak-hash", "`hashlib.md5` is broken.",
                      {place("src/app/views.py", 120, "\tdigest = hashlib.md5(data)  # nosec B303",
                             "hashlib.md5(data)")});
  hash.suppression = Suppression{.kind = Suppression::Kind::kInSource,
                                 .directive = "nosec B303",
                                 .justification = "a checksum, not a signature"};

  std::vector<Location> places;
  for (const char* file : {"config/a.env", "config/b.env", "config/c d.env", "config/d.env",
                           "config/e.env", "config/f.env"})
    places.push_back(
        place(file, 3, "export ACCESS_KEY=AKIA************1234", "AKIA************1234"));
  Finding& key = add(result, "hardcoded-cloud-key", "A cloud access key is in the code.", places);
  key.identity = "0123456789abcdef";
  key.properties = {{"provider", "AWS"}, {"severity", "not ours"}};

  add(result, "python-weak-hash", "`md5` is broken.",
      {place("src/\xE4\xB8\xAD\xE6\x96\x87.py", 8,
             "\xE5\x90\x8D\xE5\x89\x8D = md5(\"\xF0\x9F\x94\x91\xE9\x8D\xB5\")\t# \x1b[31mred",
             "md5(\"\xF0\x9F\x94\x91\xE9\x8D\xB5\")")});
  // Worse than its rule says, and at the same place as the one before.
  Finding& worse = add(result, "python-weak-hash", "`md5` hashes a password.",
                       {place("src/\xE4\xB8\xAD\xE6\x96\x87.py", 8, "md5(password)", "md5")});
  worse.severity = Severity::kHigh;
  worse.fix = Fix{.path = worse.primary().path,
                  .edits = {{{10, 13}, worse.primary().region, "scrypt"},
                            {{3, 3}, {1, 4, 1, 4}, "import scrypt  # \xF0\x9F\x94\x91\n"}},
                  .source_hash = "0123456789abcdef0123456789abcdef"};
  std::ranges::reverse(worse.fix->edits);
  worse.confidence = Confidence::kLow;
  worse.fingerprint = result.findings[result.findings.size() - 2].fingerprint;

  Location window =
      place("web/app.min.js", 1, std::string(90, 'x') + ";debug=true;" + std::string(90, 'y'),
            "debug=true");
  window.region.start_column += 5000;
  window.region.end_column += 5000;
  window.snippet_column = 5001;
  add(result, "javascript.debug-left-on", "Debug mode is on: see [the manual](1).", {window});

  Location whole;
  whole.path = "web/latin\xE9\x1b[2J.js";
  Finding& file = add(result, "javascript.debug-left-on", std::string(3000, 'm'), {whole});
  file.message[1500] = ' ';

  Location pinned = place("requirements.txt", 2, "Django==1.11.10", "Django==1.11.10");
  Finding& advisory =
      add(result, "GHSA-2f9x-5v75-3qv4", "Django 1.11.10 is vulnerable; 1.11.11 is not.", {pinned});
  advisory.properties = {{"purl", "pkg:pypi/django@1.11.10"},
                         {"fixed_version", "1.11.11"},
                         {"package", "Django"},
                         {"version", "1.11.10"},
                         {"advisories", "GHSA-2f9x-5v75-3qv4"}};
  result.packages = {
      {.ecosystem = "PyPI",
       .name = "Django",
       .version = "1.11.10",
       .purl = "pkg:pypi/django@1.11.10",
       .direct = true,
       .license = "BSD-3-Clause",
       .origin = "https://example.org/simple/django",
       .hashes = {"SHA-256:00ff"},
       .source_name = "django-src",
       .source_version = "1.11.10-1",
       .location = pinned,
       .dependencies = {"pkg:pypi/pytz@2018.3"}},
      {.ecosystem = "PyPI",
       .name = "pytz",
       .version = "2018.3",
       .purl = "pkg:pypi/pytz@2018.3",
       .scope = "optional",
       .location = place("requirements.txt", 3, "pytz==2018.3", "pytz==2018.3")},
  };
}

void add_advisories(ScanResult& result) {
  result.findings.back().identity = "00112233445566778899aabbccddeeff";
  const std::string& identity = result.findings.back().identity;
  result.advisories = {
      {.id = "CVE-2018-7536",
       .rule_id = "GHSA-2f9x-5v75-3qv4",
       .aliases = {"GHSA-2f9x-5v75-3qv4"},
       .title = "Django: regular expressions of urlize",
       .details = {},
       .severity = Severity::kMedium,
       .ratings = {{.vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L", .score_tenths = 53},
                   {.vector = "AV:N/AC:L/Au:N/C:N/I:N/A:P", .score_tenths = 50},
                   {.vector = "CVSS:5.0/AV:X", .score_tenths = {}}},
       .cwe = {"CWE-185", "CWE-1333", "CWE-"},
       .references = {"https://nvd.nist.gov/vuln/detail/CVE-2018-7536", "not an address"},
       .published = "2018-03-09T20:29:00Z",
       .modified = "2024-01-01T00:00:00Z",
       .affects = {{"pkg:pypi/django@1.11.10", "1.11.11", identity}}},
      {.id = "GHSA-2f9x-5v75-3qv4",
       .rule_id = "GHSA-2f9x-5v75-3qv4",
       .aliases = {"CVE-2018-7536"},
       .title = "Django: denial of service in urlize",
       .details = "Upgrade to 1.11.11.",
       .severity = {},
       .ratings = {},
       .cwe = {},
       .references = {},
       .published = {},
       .modified = {},
       .affects = {{"pkg:pypi/django@1.11.10", "", identity}}},
  };
}

void add_notices(ScanResult& result) {
  for (char c = 'a'; c <= 'g'; ++c)
    result.notices.push_back({.code = "file-too-large",
                              .message = "the file has 80 MB, more than the limit of 64 MB",
                              .path = std::string("data/") + c + ".json",
                              .incomplete = true});
  result.notices.push_back({.code = "rule-skipped",
                            .message = "unknown key `patern`",
                            .path = "rules/bad.yaml",
                            .rule_id = "python-weak-hash"});
  result.notices.push_back({.code = "time-limit",
                            .message = "the file took more than 30 s; what follows was left out",
                            .path = "web/latin\xE9\x1b[2J.js",
                            .incomplete = true});
}

}  // namespace

Location place(std::string path, std::uint32_t line, std::string code, std::string_view marked) {
  Location location;
  location.path = std::move(path);
  location.region = region_of(line, code, marked);
  location.snippet = std::move(code);
  return location;
}

ScanResult sample_result() {
  ScanResult result;
  result.roots = {"project", "other\xFFroot"};
  add_rules(result);
  add_findings(result);
  add_advisories(result);
  add_notices(result);
  std::stable_sort(
      result.findings.begin(), result.findings.end(),
      [](const Finding& a, const Finding& b) { return a.primary().path < b.primary().path; });
  result.statistics = {
      .files = 4012,
      .bytes = 41'987'654,
      .skipped = {{"binary", 120}, {"ignored", 14}, {"too-large", 7}},
      .analyzers = {{"sast", 20, 2788, 17'123'456, {2700, 120, 54'000, 310, 90'000, 4'100}},
                    {"secrets", 30, 4011, 41'900'000},
                    {"sca", 0, 3, 12'000},
                    {"iac", 12, 5, 900}}};
  return result;
}

ScanResult clean_result() {
  ScanResult result;
  result.roots = {"."};
  result.statistics = {.files = 1,
                       .bytes = 1500,
                       .skipped = {{"binary", 1}},
                       .analyzers = {{"sast", 20, 1, 1500}, {"secrets", 1, 1, 1500}}};
  return result;
}

}  // namespace scan::report

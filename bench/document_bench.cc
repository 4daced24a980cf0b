// Parsing: a rule set of 2,000 rules, a package-lock.json of 12 MB, a Gitleaks configuration; and
// finding the rule files of a directory.
#include <benchmark/benchmark.h>

#include <string>

#include "document/value.h"
#include "rules/sniff.h"

namespace {

using scan::document::Document;
using scan::document::Syntax;

std::string semgrep_rules(int count) {
  std::string text = "rules:\n";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    text += "  - id: rule-" + n + "\n" +
            R"(    languages: [python, javascript]
    severity: WARNING
    message: >-
      This function is called with data that comes from the user. Use the safe variant instead,
      which checks its argument before it is handed on to the shell or the database.
    metadata:
      cwe: "CWE-78: Improper Neutralization of Special Elements used in an OS Command"
      owasp:
        - A03:2021 - Injection
        - A01:2017 - Injection
      references:
        - https://example.org/docs/first
        - https://example.org/docs/second
      category: security
      technology: [django, flask]
      confidence: HIGH
    patterns:
      - pattern-either:
          - pattern: |
              def $F(...):
                ...
                $X = request.$W.get(...)
                ...
                frobnicate($X, ...)
          - pattern: frobnicate(..., $X, ...)
          - pattern-inside: |
              class $C(...):
                  ...
      - pattern-not: frobnicate("...")
      - metavariable-regex:
          metavariable: $W
          regex: (args|form|cookies|data)
)";
  }
  return text;
}

std::string package_lock(int count) {
  std::string text = "{\n  \"lockfileVersion\": 3,\n  \"packages\": {\n";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    text += "    \"node_modules/package-" + n + "/node_modules/@scope/name\": {\n" +
            "      \"version\": \"1.2." + n + "\",\n" +
            "      \"resolved\": \"https://registry.example.org/@scope/name/-/name-" + n +
            ".tgz\",\n" + "      \"integrity\": \"sha512-" + std::string(86, 'A') + "==\",\n" +
            "      \"dev\": true,\n      \"license\": \"MIT\",\n" +
            "      \"dependencies\": {\n        \"@babel/core\": \"^7.1.0\"\n      }\n    }" +
            (i + 1 < count ? ",\n" : "\n");
  }
  return text + "  }\n}\n";
}

std::string gitleaks_rules(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    text += "[[rules]]\nid = \"key-" + n + "\"\ndescription = \"Found a key of service " + n +
            "\"\nregex = '''(?i)\\b(key_" + n +
            "-[0-9a-f]{32})\\b'''\nentropy = 3.5\nkeywords = [\n" + "  \"key_" + n + "\",\n]\n\n";
  }
  return text;
}

void parse(benchmark::State& state, Syntax syntax, const std::string& text) {
  for (auto _ : state) {
    const auto document = Document::parse(syntax, text, "");
    if (!document.ok()) state.SkipWithError(document.error().message.c_str());
    benchmark::DoNotOptimize(&document);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void BM_YamlRules(benchmark::State& state) { parse(state, Syntax::kYaml, semgrep_rules(2000)); }
void BM_JsonLockfile(benchmark::State& state) { parse(state, Syntax::kJson, package_lock(32'000)); }
void BM_TomlRules(benchmark::State& state) { parse(state, Syntax::kToml, gitleaks_rules(200)); }
void BM_SmallYaml(benchmark::State& state) { parse(state, Syntax::kYaml, semgrep_rules(1)); }

void BM_SniffLockfile(benchmark::State& state) {
  const std::string text = package_lock(1000);
  for (auto _ : state) benchmark::DoNotOptimize(scan::rules::sniff(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK(BM_YamlRules)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_JsonLockfile)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_TomlRules)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_SmallYaml)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_SniffLockfile)->Unit(benchmark::kMicrosecond);

}  // namespace

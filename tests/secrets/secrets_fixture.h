// Rules from a text, run over a text, without an engine.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/value.h"
#include "rules/loading.h"
#include "scan/source.h"
#include "secrets/detector.h"
#include "secrets/rule_files.h"

namespace scan::secrets {

/// Asserts that the text itself is well-formed.
inline rules::RuleFile rule_file(std::string content, std::string path = "rules.toml",
                                 rules::Format format = rules::Format::kGitleaks) {
  const auto syntax =
      format == rules::Format::kGitleaks ? document::Syntax::kToml : document::Syntax::kYaml;
  auto text = std::make_unique<const std::string>(std::move(content));
  auto document = document::Document::parse(syntax, *text, path);
  return {.path = path,
          .builtin = false,
          .format = format,
          .text = std::move(text),
          .document = std::move(document.value())};
}

inline Result<std::vector<Rule>> read_rules(std::string toml) {
  rules::Loading loading;
  loading.files.push_back(rule_file(std::move(toml)));
  return read_rules(loading);
}

inline FileResult detect(const Detector& detector, const Source& source) {
  const CancellationToken token;
  FileResult result;
  detector.detect(source, {token, std::chrono::steady_clock::now() + std::chrono::seconds(60)},
                  result);
  return result;
}

/// What the findings are about, in order: "rule-id: secret".
inline std::vector<std::string> secrets_in(const Detector& detector, const Source& source) {
  const FileResult result = detect(detector, source);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < result.findings.size(); ++i)
    found.push_back(result.findings[i].rule_id + ": " +
                    (i < result.sensitive.size()
                         ? std::string(source.text().substr(result.sensitive[i].begin,
                                                            result.sensitive[i].size()))
                         : ""));
  return found;
}

inline std::vector<std::string> secrets_in(std::string toml, std::string text,
                                           std::string path = "a.txt") {
  auto rules = read_rules(std::move(toml));
  if (!rules.ok()) return {"error: " + rules.error().message};
  return secrets_in(Detector(std::move(*rules)), Source(std::move(path), std::move(text)));
}

}  // namespace scan::secrets

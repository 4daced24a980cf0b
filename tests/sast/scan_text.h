// Running rules over a text in a test: rule YAML in, findings out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sast/sast_analyzer.h"
#include "scan/analyzer.h"
#include "scan/source.h"

namespace scan::sast {

/// One rule file, as a user wrote it.
inline Result<rules::RuleFile> rule_file(std::string text, bool builtin = false) {
  auto owned = std::make_unique<const std::string>(std::move(text));
  auto document = document::Document::parse(document::Syntax::kYaml, *owned, "rules.yaml");
  if (!document.ok()) return document.error();
  return rules::RuleFile{"rules.yaml", builtin, rules::Format::kSemgrep, std::move(owned),
                         std::move(*document)};
}

inline Result<std::unique_ptr<Analyzer>> analyzer_of(std::string text) {
  auto file = rule_file(std::move(text));
  if (!file.ok()) return file.error();
  rules::Loading loading;
  loading.files.push_back(std::move(*file));
  return make_analyzer(std::move(loading));
}

inline FileResult analyze(const Analyzer& analyzer, const std::string& path, std::string text) {
  const Source source(path, std::move(text));
  const CancellationToken cancellation;
  const FileContext context{cancellation,
                            std::chrono::steady_clock::now() + std::chrono::minutes(1)};
  FileResult result;
  analyzer.analyze(source, context, result);
  return result;
}

/// The first lines of the findings, in the order in which they were found.
inline std::vector<std::uint32_t> lines_of(const FileResult& result, const std::string& text) {
  std::vector<std::uint32_t> lines;
  const Source source("x", text);
  for (const Finding& finding : result.findings) {
    lines.push_back(source.line_of(finding.primary().span.begin));
  }
  return lines;
}

}  // namespace scan::sast

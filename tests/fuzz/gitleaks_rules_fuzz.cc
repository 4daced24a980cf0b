// Any TOML as secret rules: an error or rules, and rules that run. Input: the rules up to a NUL,
// then a text to run them on.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "rules/loading.h"
#include "secrets/detector.h"
#include "secrets/rule_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using scan::document::Document;
  using scan::document::Syntax;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\0'), input.size());
  auto toml = std::make_unique<const std::string>(input.substr(0, end));
  auto document = Document::parse(Syntax::kToml, *toml, "rules.toml");
  if (!document.ok()) return 0;
  // A file that is extended would be read from the disk of whoever runs this.
  if (document->root().find("extend") != nullptr) return 0;
  scan::rules::Loading loading;
  loading.files.push_back({.path = "rules.toml",
                           .builtin = false,
                           .format = scan::rules::Format::kGitleaks,
                           .text = std::move(toml),
                           .document = std::move(*document)});
  auto rules = scan::secrets::read_rules(loading);
  if (!rules.ok()) return 0;
  const scan::secrets::Detector detector(std::move(*rules));
  const scan::Source source("a.txt", std::string(input.substr(std::min(end + 1, input.size()))));
  const scan::CancellationToken token;
  scan::FileResult result;
  detector.detect(source, {token, std::chrono::steady_clock::now() + std::chrono::seconds(5)},
                  result);
  for (const scan::Span span : result.sensitive)
    if (span.end > source.text().size() || span.begin > span.end) std::abort();
  return 0;
}

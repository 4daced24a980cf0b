// What holds for secret rules of any format: a text is an error or rules, and rules run.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "document/value.h"
#include "rules/fields.h"
#include "rules/loading.h"
#include "secrets/detector.h"
#include "secrets/rule_files.h"

namespace scan::fuzz {

/// `input` is the rules up to a NUL, then a text to run them on. Aborts where something is wrong.
inline void check_secret_rules(std::string_view input, document::Syntax syntax,
                               rules::Format format) {
  const std::size_t end = std::min(input.find('\0'), input.size());
  auto text = std::make_unique<const std::string>(input.substr(0, end));
  auto document = document::Document::parse(syntax, *text, "rules");
  if (!document.ok()) return;
  // A file that is extended would be read from the disk of whoever runs this.
  if (rules::find_key(document->root(), "extend", rules::KeyCase::kFolded) != nullptr) return;
  rules::Loading loading;
  loading.files.push_back({.path = "rules",
                           .builtin = false,
                           .format = format,
                           .text = std::move(text),
                           .document = std::move(*document)});
  auto rules = secrets::read_rules(loading);
  if (!rules.ok()) return;
  const secrets::Detector detector(std::move(*rules));
  const Source source("a.txt", std::string(input.substr(std::min(end + 1, input.size()))));
  const CancellationToken token;
  FileResult result;
  detector.detect(source, {token, std::chrono::steady_clock::now() + std::chrono::seconds(5)},
                  result);
  for (const Span span : result.sensitive)
    if (span.end > source.text().size() || span.begin > span.end) std::abort();
}

}  // namespace scan::fuzz

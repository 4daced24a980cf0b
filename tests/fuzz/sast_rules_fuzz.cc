// Any bytes as a rule file of a user: rules, or an error with its place; what loads also runs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "sast/sast_analyzer.h"
#include "scan/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = std::make_unique<const std::string>(reinterpret_cast<const char*>(data), size);
  auto document =
      scan::document::Document::parse(scan::document::Syntax::kYaml, *text, "rules.yaml");
  if (!document.ok()) return 0;
  scan::rules::Loading loading;
  loading.files.push_back(
      {"rules.yaml", false, scan::rules::Format::kSemgrep, std::move(text), std::move(*document)});
  const auto analyzer = scan::sast::make_analyzer(std::move(loading));
  if (!analyzer.ok()) {
    if (analyzer.error().code != scan::ErrorCode::kInvalidRule) std::abort();
    return 0;
  }
  const scan::Source source("a.py", "import os\n\ndef f(a):\n    os.system('ls ' + a)\n");
  const scan::CancellationToken cancellation;
  const scan::FileContext context{cancellation,
                                  std::chrono::steady_clock::now() + std::chrono::seconds(5)};
  scan::FileResult result;
  (*analyzer)->analyze(source, context, result);
  return 0;
}

// Comments that speak to the scanner: directives and the annotations of examples.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/rule_annotations.h"
#include "engine/suppression.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* path : {"f.py", "Dockerfile"}) {
    const scan::Source source(path, std::string(reinterpret_cast<const char*>(data), size));
    const auto directives = scan::engine::find_directives(source);
    for (const scan::engine::Directive& directive : directives) {
      check(directive.first_line <= directive.last_line);
      check(!directive.text.empty());
      check(source.text().find(directive.text) != std::string_view::npos);
      check(source.text().find(directive.reason) != std::string_view::npos);
      for (const std::string& id : directive.ids) check(!id.empty());
    }
    (void)scan::engine::Suppressions(directives)
        .find("sast", "a.b", {"S602", "B602"}, {1, 1, 2, 1});
    for (const auto& annotation : scan::engine::find_annotations(source.text()))
      check(!annotation.rule_id.empty());
  }
  return 0;
}

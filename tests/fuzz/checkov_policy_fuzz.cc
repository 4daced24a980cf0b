// Any text as a policy: it is refused with a place in it, or checked on every resource of two
// files.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "iac/framework.h"
#include "iac/policy.h"

namespace {

using scan::Source;
using scan::iac::ResourceFile;

void check(const scan::iac::Policy& policy, const Source& source, const ResourceFile& file) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  for (const scan::iac::Resource& resource : file.resources)
    for (const scan::Span span : policy.definition.condition.evaluate(resource).witnesses)
      if (span.begin > span.end || span.end > size) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using scan::document::Document;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto document = Document::parse(scan::document::Syntax::kYaml, text, "policy.yaml");
  if (!document.ok()) return 0;
  const auto policy = scan::iac::Policy::read(*document, document->root());
  if (!policy.ok()) {
    if (policy.error().message.empty() || policy.error().region.start_line == 0) std::abort();
    return 0;
  }
  const Source dockerfile(
      "Dockerfile",
      "ARG V=1\nFROM a:$V AS b\nENV K=1 L=2\nRUN --mount=type=cache,target=/x c | d \\\n e\n"
      "ADD http://x /\nUSER u:g\nEXPOSE 80 443\nHEALTHCHECK CMD x\n");
  check(*policy, dockerfile, scan::iac::read_dockerfile(dockerfile));
  const Source pipeline(
      ".gitlab-ci.yml",
      "variables: {A: b}\ninclude: x.yml\njob:\n  image: a:1\n  allow_failure: true\n"
      "  script: [a | b, [c, d]]\n  rules: [{if: x, when: always}]\n");
  check(*policy, pipeline, scan::iac::read_gitlab_ci(pipeline));
  return 0;
}

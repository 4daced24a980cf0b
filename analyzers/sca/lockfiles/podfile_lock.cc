// CocoaPods' Podfile.lock: a list of "Pod/Subspec (1.0)", or of that with what it depends on. A
// subspec is a part of its pod.
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Value;

// "Firebase/Core (~> 10.0)": the name of the pod, and what stands in brackets.
std::pair<std::string_view, std::string_view> parse_pod(std::string_view text) {
  const std::size_t open = std::min(text.find(" ("), text.size());
  std::string_view name = text.substr(0, open), version = text.substr(open);
  name = name.substr(0, name.find('/'));
  if (version.size() > 2) version.remove_prefix(2);
  return {name, version.substr(0, version.find(')'))};
}

}  // namespace

bool wants_podfile_lock(std::string_view, std::string_view base) { return base == "Podfile.lock"; }

void read_podfile_lock(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kYaml, input, content);
  const Value& root = document.root();
  PackageNames names(content);
  MalformedEntries malformed;
  for (const Value* item : list_of(root, "PODS").items) {
    const bool has_edges = item->kind == Kind::kMapping && item->members.size() == 1;
    const std::string_view text = has_edges ? item->members[0].key : item->text;
    const auto [name, version] = parse_pod(text);
    if (name.empty() || (!has_edges && item->kind != Kind::kString)) {
      malformed.add("`PODS`");
      continue;
    }
    const std::uint32_t pod = names
                                  .add(std::string(name), {.ecosystem = "CocoaPods",
                                                           .name = std::string(name),
                                                           .version = std::string(version),
                                                           .span = item->span})
                                  .first;
    if (!has_edges) continue;
    for (const Value* required : item->members[0].value->items) {
      const std::string_view other = parse_pod(required->text).first;
      if (other != name) names.depends(pod, std::string(other));
    }
  }
  for (const Value* required : list_of(root, "DEPENDENCIES").items)
    names.require(std::string(parse_pod(required->text).first));
  for (const document::Member& source : mapping_of(root, "EXTERNAL SOURCES").members) {
    const std::uint32_t pod = names.find(std::string(parse_pod(source.key).first));
    if (pod != PackageNames::kNone) content.packages[pod].origin = text_of(*source.value, ":git");
  }
  names.link();
  malformed.tell(content);
}

}  // namespace scan::sca

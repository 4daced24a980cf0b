// Conan's conan.lock (docs.conan.io). Of Conan 1, `graph_lock` with numbered nodes, of which that
// without a reference is the project; of Conan 2, lists of references:
//
//   name/version@user/channel#revision:package#revision%timestamp
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

using document::Member;
using document::Value;

struct Reference {
  std::string_view name;
  std::string_view version;
};

Reference parse_reference(std::string_view text) {
  text = text.substr(0, text.find_first_of("#%"));
  text = text.substr(0, text.find('@'));
  text = text.substr(0, text.find(':'));
  const std::size_t slash = text.find('/');
  if (slash == text.npos) return {text, {}};
  return {text.substr(0, slash), text.substr(slash + 1)};
}

class ConanReader {
 public:
  ConanReader(const Value& root, LockfileContent& content)
      : root_(root), content_(content), names_(content) {}

  void read() {
    const Value& nodes = mapping_of(mapping_of(root_, "graph_lock"), "nodes");
    for (const Member& member : nodes.members) read_node(member);
    names_.link();
    // Conan 2 does not say which of them the project asks for.
    read_list("requires", Scope::kRuntime);
    read_list("build_requires", Scope::kDev);
    read_list("python_requires", Scope::kDev);
    malformed_.tell(content_);
  }

 private:
  void read_node(const Member& member) {
    const Value& node = *member.value;
    std::string_view text = text_of(node, "ref");
    if (text.empty()) text = text_of(node, "pref");
    const Reference reference = parse_reference(text);
    const bool is_project = reference.name.empty() || node.find("path") != nullptr;
    if (node.kind != document::Kind::kMapping) return malformed_.add("`nodes`");
    const bool builds = text_of(node, "context") == "build";
    std::uint32_t position = PackageNames::kNone;
    if (!is_project)
      position = names_
                     .add(std::string(member.key), {.ecosystem = "ConanCenter",
                                                    .name = std::string(reference.name),
                                                    .version = std::string(reference.version),
                                                    .scope = builds ? Scope::kDev : Scope::kRuntime,
                                                    .span = span_of(member)})
                     .first;
    for (const char* list : {"requires", "build_requires"})
      for (const Value* required : list_of(node, list).items)
        if (is_project)
          names_.require(std::string(required->text));
        else
          names_.depends(position, std::string(required->text));
  }

  void read_list(std::string_view list, Scope scope) {
    for (const Value* item : list_of(root_, list).items) {
      const Reference reference = parse_reference(item->text);
      if (item->kind != document::Kind::kString || reference.name.empty()) {
        malformed_.add("`" + std::string(list) + "`");
        continue;
      }
      content_.packages.push_back({.ecosystem = "ConanCenter",
                                   .name = std::string(reference.name),
                                   .version = std::string(reference.version),
                                   .scope = scope,
                                   .direct = true,
                                   .span = item->span});
    }
  }

  const Value& root_;
  LockfileContent& content_;
  PackageNames names_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_conan_lock(std::string_view, std::string_view base) { return base == "conan.lock"; }

void read_conan_lock(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  ConanReader(document.root(), content).read();
}

}  // namespace scan::sca

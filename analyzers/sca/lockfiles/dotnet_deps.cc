// .NET's *.deps.json, beside what was built (github.com/dotnet/sdk, "runtime-configuration-file"),
// and obj/project.assets.json, from which it was. Both have `libraries`, whose keys are
// "Name/1.0.0", and `targets`, which tell what they depend on: by exact version in the first, by
// range in the second, of which a target has one version each.
#include <unordered_set>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/nuget.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

class LibrariesReader {
 public:
  LibrariesReader(const Value& root, LockfileContent& content)
      : root_(root), content_(content), names_(content) {}

  void read() {
    for (const Member& member : mapping_of(root_, "libraries").members) read_library(member);
    for (const Member& target : mapping_of(root_, "targets").members) read_target(target);
    const Value& project = mapping_of(root_, "project");
    for (const Member& framework : mapping_of(project, "frameworks").members)
      for (const Member& required : mapping_of(*framework.value, "dependencies").members)
        require(required.key);
    names_.link();
    malformed_.tell(content_);
  }

 private:
  void read_library(const Member& member) {
    const auto [name, version] = split_library(member.key);
    if (member.value->kind != Kind::kMapping || name.empty() || version.empty())
      return malformed_.add("`libraries`");
    const std::string_view type = text_of(*member.value, "type");
    if (type == "project" || type == "msbuildproject") {
      projects_.insert(base::lowered(member.key));
      return;
    }
    LockedPackage package{.ecosystem = "NuGet",
                          .name = std::string(name),
                          .version = std::string(version),
                          .span = span_of(member)};
    const std::string_view hash = text_of(*member.value, "sha512");
    if (hash.starts_with("sha512-"))
      add_integrity(hash, package.hashes);
    else if (!hash.empty())
      add_integrity("sha512-" + std::string(hash), package.hashes);
    names_.add(base::lowered(member.key), std::move(package));
  }

  void read_target(const Member& target) {
    const std::string suffix = '\n' + std::string(target.key);
    for (const Member& member : target.value->members) {
      const std::uint32_t library = names_.find(base::lowered(member.key));
      const std::string name = base::lowered(split_library(member.key).first);
      if (library != PackageNames::kNone) names_.also(name + suffix, library);
      const bool is_project = projects_.contains(base::lowered(member.key));
      for (const Member& required : mapping_of(*member.value, "dependencies").members) {
        const std::string by_name = base::lowered(required.key) + suffix;
        if (library != PackageNames::kNone)
          names_.depends(library, by_name);
        else if (is_project)
          names_.require(by_name);
      }
    }
    targets_.push_back(suffix);
  }

  void require(std::string_view name) {
    for (const std::string& suffix : targets_) names_.require(base::lowered(name) + suffix);
  }

  const Value& root_;
  LockfileContent& content_;
  PackageNames names_;
  std::unordered_set<std::string> projects_;
  std::vector<std::string> targets_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_dotnet_deps(std::string_view, std::string_view base) {
  return base.ends_with(".deps.json") || base == "project.assets.json";
}

void read_dotnet_deps(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  LibrariesReader(document.root(), content).read();
}

}  // namespace scan::sca

// uv's uv.lock (docs.astral.sh/uv/concepts/projects/layout, "The lockfile"). The project and the
// members of its workspace have entries, too; what those depend on is direct, by the table that it
// stands in: `dependencies`, `optional-dependencies` (extras) or `dev-dependencies` (groups).
#include <unordered_set>

#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"
#include "sca/lockfiles/reachability.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

constexpr std::uint32_t kProject = UINT32_MAX;

bool is_project(const Value& entry, const std::unordered_set<std::string_view>& members) {
  // A string before uv 0.4.
  if (const std::string_view text = text_of(entry, "source"); !text.empty())
    return text == "editable+." || text.starts_with("virtual+");
  const Value& source = mapping_of(entry, "source");
  if (source.find("virtual") != nullptr || text_of(source, "editable") == ".") return true;
  return (source.find("editable") != nullptr || source.find("directory") != nullptr) &&
         members.contains(text_of(entry, "name"));
}

std::string_view origin_of(const Value& entry) {
  const Value* source = entry.find("source");
  if (source == nullptr) return {};
  if (source->kind == Kind::kString) return source->text;
  for (std::string_view kind : {"registry", "git", "url", "path", "directory", "editable"})
    if (const std::string_view place = text_of(*source, kind); !place.empty()) return place;
  return {};
}

LockedPackage to_package(const Value& entry) {
  LockedPackage package = {.ecosystem = "PyPI",
                           .name = std::string(text_of(entry, "name")),
                           .version = std::string(text_of(entry, "version")),
                           .origin = std::string(origin_of(entry)),
                           .span = entry.span};
  add_digest(text_of(mapping_of(entry, "sdist"), "hash"), package.hashes);
  for (const Value* wheel : list_of(entry, "wheels").items)
    add_digest(text_of(*wheel, "hash"), package.hashes);
  return package;
}

class UvLockReader {
 public:
  UvLockReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {}

  void read() {
    std::unordered_set<std::string_view> members;
    for (const Value* member : list_of(mapping_of(root_, "manifest"), "members").items)
      members.insert(member->text);
    // "distribution" before uv 0.4.
    for (std::string_view table : {"package", "distribution"})
      for (const Value* entry : list_of(root_, table).items) add(*entry, members);
    const NameIndex index(content_);
    Reachability reach(content_);
    for (const Entry& entry : entries_) link(entry, index, reach);
    reach.apply();
    malformed_.tell(content_);
  }

 private:
  struct Entry {
    const Value* value;
    std::uint32_t package;
  };

  void add(const Value& entry, const std::unordered_set<std::string_view>& members) {
    if (text_of(entry, "name").empty()) return malformed_.add("`package`");
    if (is_project(entry, members)) {
      entries_.push_back({&entry, kProject});
      return;
    }
    entries_.push_back({&entry, static_cast<std::uint32_t>(content_.packages.size())});
    content_.packages.push_back(to_package(entry));
  }

  void link(const Entry& entry, const NameIndex& index, Reachability& reach) {
    link_list(entry, list_of(*entry.value, "dependencies"), Scope::kRuntime, index, reach);
    for (const Member& extra : mapping_of(*entry.value, "optional-dependencies").members)
      link_list(entry, *extra.value, Scope::kOptional, index, reach);
    if (entry.package != kProject) return;
    for (std::string_view table : {"dev-dependencies", "dependency-groups"})
      for (const Member& group : mapping_of(*entry.value, table).members)
        link_list(entry, *group.value, Scope::kDev, index, reach);
  }

  void link_list(const Entry& entry, const Value& list, Scope scope, const NameIndex& index,
                 Reachability& reach) {
    for (const Value* dependency : list.items) {
      std::vector<std::uint32_t> found;
      index.find("PyPI", text_of(*dependency, "name"), text_of(*dependency, "version"), found);
      for (const std::uint32_t package : found) {
        // The extras of a package are listed where something asks for them.
        if (entry.package == kProject)
          reach.root(package, scope);
        else
          content_.packages[entry.package].dependencies.push_back(package);
      }
    }
  }

  const Value& root_;
  LockfileContent& content_;
  std::vector<Entry> entries_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_uv_lock(std::string_view, std::string_view base) { return base == "uv.lock"; }

void read_uv_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "PyPI";
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  UvLockReader(document.root(), content).read();
}

}  // namespace scan::sca

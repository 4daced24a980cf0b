// Bun's bun.lock (bun.sh/docs/install/lockfile): JSON with comments and trailing commas. A package
// is a list under its place of installation, "is-odd/is-number" for node_modules/is-odd/
// node_modules/is-number:
//
//   registry     ["NAME@VERSION", "REGISTRY", {dependencies}, "INTEGRITY"]
//   elsewhere    ["NAME@git+ssh:...#COMMIT", {dependencies}, ...], ["NAME@file:...", {...}]
//   the project  ["NAME@workspace:FOLDER", {dependencies}], ["NAME@root:"]
//
// What comes from elsewhere has no version here. What the project asks for stands in `workspaces`.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/node_modules_tree.h"
#include "sca/lockfiles/reachability.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

constexpr std::uint32_t kNone = NodeModulesTree::kNone;
constexpr std::uint32_t kProject = NodeModulesTree::kProject;

// The name at the front of a place, and what follows the slash behind it.
std::string_view take_name(std::string_view& place) {
  const std::size_t scope = place.starts_with('@') ? place.find('/') : std::string_view::npos;
  const std::size_t end =
      std::min(place.find('/', scope == std::string_view::npos ? 0 : scope + 1), place.size());
  const std::string_view name = place.substr(0, end);
  place.remove_prefix(std::min(end + 1, place.size()));
  return name;
}

// A digest of the registry is the last item; other items, as the name of a folder, are none.
void add_digests(const Value& entry, LockedPackage& package) {
  const Value& last = *entry.items.back();
  if (last.kind == Kind::kString) add_integrity(last.text, package.hashes);
}

class BunLockReader {
 public:
  BunLockReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {}

  void read() {
    for (const Member& member : mapping_of(root_, "packages").members) add(member);
    package_at_.resize(tree_.size(), kNone);
    Reachability reach(content_);
    for (const Node& node : nodes_) link(node, reach);
    for (const Member& workspace : mapping_of(root_, "workspaces").members)
      link_project(*workspace.value, reach);
    reach.apply();
    malformed_.tell(content_);
    tree_.tell(content_.notices);
  }

 private:
  struct Node {
    std::uint32_t place;
    std::uint32_t package;
    const Value* requirements;
  };

  void add(const Member& member) {
    const Value& entry = *member.value;
    const bool sound = entry.kind == Kind::kSequence && !entry.items.empty() &&
                       entry.items[0]->kind == Kind::kString && !member.key.empty();
    const std::string_view locator = sound ? entry.items[0]->text : std::string_view();
    const std::size_t at = locator.find('@', 1);
    if (at == std::string_view::npos) return malformed_.add("`packages`");
    std::uint32_t place = kProject;
    for (std::string_view path = member.key; !path.empty();)
      place = tree_.place(place, take_name(path));
    const std::string_view version = locator.substr(at + 1);
    // A folder of the project is found by its name, and is no package.
    if (version.starts_with("workspace:") || version.starts_with("root:") ||
        version.starts_with("link:"))
      return;
    const auto position = static_cast<std::uint32_t>(content_.packages.size());
    LockedPackage package = {
        .ecosystem = "npm", .name = std::string(locator.substr(0, at)), .span = span_of(member)};
    if (version.find(':') == std::string_view::npos) {
      package.version = version;
      if (entry.items.size() > 1 && entry.items[1]->kind == Kind::kString)
        package.origin = entry.items[1]->text;
    } else {
      package.origin = version;
    }
    add_digests(entry, package);
    for (const Value* item : entry.items)
      if (item->kind == Kind::kMapping) nodes_.push_back({place, position, item});
    package_at_.resize(tree_.size(), kNone);
    package_at_[place] = position;
    content_.packages.push_back(std::move(package));
  }

  std::uint32_t find(std::uint32_t from, std::string_view name) {
    const std::uint32_t place = tree_.find_from(from, name);
    return place == kNone ? kNone : package_at_[place];
  }

  void link(const Node& node, Reachability& reach) {
    for (std::string_view table : {"dependencies", "peerDependencies"})
      for (const Member& member : mapping_of(*node.requirements, table).members)
        if (const std::uint32_t found = find(node.place, member.key); found != kNone)
          content_.packages[node.package].dependencies.push_back(found);
    for (const Member& member : mapping_of(*node.requirements, "optionalDependencies").members)
      if (const std::uint32_t found = find(node.place, member.key); found != kNone)
        reach.optional_edge(node.package, found);
  }

  void link_project(const Value& workspace, Reachability& reach) {
    // A member of the workspace has what differs from the project's in its own node_modules.
    const std::uint32_t own = tree_.find_from(kProject, text_of(workspace, "name"));
    const std::uint32_t from = own == kNone ? kProject : own;
    constexpr std::pair<std::string_view, Scope> kTables[] = {
        {"dependencies", Scope::kRuntime},
        {"peerDependencies", Scope::kRuntime},
        {"optionalDependencies", Scope::kOptional},
        {"devDependencies", Scope::kDev}};
    for (const auto& [table, scope] : kTables)
      for (const Member& member : mapping_of(workspace, table).members)
        if (const std::uint32_t found = find(from, member.key); found != kNone)
          reach.root(found, scope);
  }

  const Value& root_;
  LockfileContent& content_;
  NodeModulesTree tree_;
  std::vector<std::uint32_t> package_at_;  // by place
  std::vector<Node> nodes_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_bun_lock(std::string_view, std::string_view base) { return base == "bun.lock"; }

void read_bun_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "npm";
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  BunLockReader(document.root(), content).read();
}

}  // namespace scan::sca

// Cargo's Cargo.lock (doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html), versions 1
// to 4. A dependency is "NAME", "NAME VERSION" or "NAME VERSION (SOURCE)", as far as it takes to
// tell it from others. Version 1 has checksums in a table of all packages.
//
// What has no source lies in the tree. One that nothing requires, while it requires others, is the
// project or a member of its workspace; what such ones require is direct. The others are packages
// that a path leads to.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

struct Dependency {
  std::string_view name;
  std::string_view version;
};

Dependency parse_dependency(std::string_view text) {
  const std::size_t name = std::min(text.find(' '), text.size());
  std::string_view version = text.substr(std::min(name + 1, text.size()));
  return {text.substr(0, name), version.substr(0, version.find(' '))};
}

class CargoLockReader {
 public:
  CargoLockReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {}

  void read() {
    for (const Value* entry : list_of(root_, "package").items) add(*entry);
    // Before version 1 the project had a table of its own.
    if (const Value* project = root_.find("root"); project != nullptr) add(*project);
    const NameIndex index(content_);
    for (std::size_t i = 0; i < entries_.size(); ++i)
      for (const Value* item : list_of(*entries_[i], "dependencies").items) {
        const auto [name, version] = parse_dependency(item->text);
        index.find("crates.io", name, version, content_.packages[i].dependencies);
      }
    drop_projects();
    malformed_.tell(content_);
  }

 private:
  void add(const Value& entry) {
    const std::string_view name = text_of(entry, "name");
    if (name.empty()) return malformed_.add("`package`");
    entries_.push_back(&entry);
    const std::string_view version = text_of(entry, "version"), source = text_of(entry, "source");
    LockedPackage package = {.ecosystem = "crates.io",
                             .name = std::string(name),
                             .version = std::string(version),
                             .origin = std::string(source),
                             .span = entry.span};
    add_hex_digest(text_of(entry, "checksum"), package.hashes);
    if (const Value& metadata = mapping_of(root_, "metadata"); !metadata.members.empty()) {
      std::string key = "checksum ";
      key.append(name).append(" ").append(version).append(" (").append(source).append(")");
      add_hex_digest(text_of(metadata, key), package.hashes);
    }
    content_.packages.push_back(std::move(package));
  }

  void drop_projects() {
    std::vector<bool> required(content_.packages.size());
    for (std::uint32_t i = 0; i < required.size(); ++i)
      for (const std::uint32_t dependency : content_.packages[i].dependencies)
        if (dependency != i) required[dependency] = true;
    std::vector<std::uint32_t> positions;  // of what is left, by the old ones
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < required.size(); ++i) {
      const LockedPackage& package = content_.packages[i];
      const bool is_project =
          package.origin.empty() && !required[i] && !package.dependencies.empty();
      if (is_project)
        for (const std::uint32_t dependency : package.dependencies)
          content_.packages[dependency].direct = true;
      positions.push_back(is_project ? kDropped : kept++);
    }
    for (std::uint32_t i = 0; i < positions.size(); ++i) {
      if (positions[i] == kDropped) continue;
      // Nothing requires what is dropped but itself.
      std::vector<std::uint32_t>& edges = content_.packages[i].dependencies;
      for (std::uint32_t& edge : edges) edge = positions[edge];
      if (positions[i] != i) content_.packages[positions[i]] = std::move(content_.packages[i]);
    }
    content_.packages.resize(kept);
  }

  static constexpr std::uint32_t kDropped = UINT32_MAX;
  const Value& root_;
  LockfileContent& content_;
  std::vector<const Value*> entries_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_cargo_lock(std::string_view, std::string_view base) { return base == "Cargo.lock"; }

void read_cargo_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "crates.io";
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  CargoLockReader(document.root(), content).read();
}

}  // namespace scan::sca

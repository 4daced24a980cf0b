// Yarn's yarn.lock. Version 1 (classic.yarnpkg.com/docs/yarn-lock) has a format of its own; that of
// Yarn 2 and later is YAML, of which it uses so little that both are read line by line:
//
//   "a@^1.0.0", b@^1.0.0:               "a@npm:^1.0.0, b@npm:^1.0.0":
//     version "1.2.0"                     version: 1.2.0
//     dependencies:                       resolution: "a@npm:1.2.0"
//       c "^2.0.0"                        dependencies:
//                                           c: "npm:^2.0.0"
//
// The head of an entry lists the descriptors (name and range) that resolved to it; a dependency is
// a descriptor, so an edge is found by looking it up. The project and its workspaces have entries
// since version 2, and what those depend on is direct; version 1 leaves that to package.json, and
// what nothing else requires is called direct.
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"

namespace scan::sca {
namespace {

using base::trimmed;

constexpr std::uint32_t kProject = UINT32_MAX;
constexpr std::string_view kLocalVersion = "0.0.0-use.local";

// "@a/b@npm:^1": the name ends at the first "@" that does not begin it.
std::pair<std::string_view, std::string_view> split_descriptor(std::string_view text) {
  const std::size_t at = text.find('@', 1);
  if (text.empty() || at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

// A word or a quoted string off the front of `text`. A string without an end gives nothing.
std::string_view take_word(std::string_view& text, std::string_view ends) {
  std::string_view word;
  if (text.starts_with('"')) {
    const std::size_t end = text.find('"', 1);
    if (end == std::string_view::npos) return text = {};
    word = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
  } else {
    word = text.substr(0, text.find_first_of(ends));
    text.remove_prefix(word.size());
  }
  return word;
}

struct Entry {
  std::vector<std::string_view> descriptors;
  std::string_view version;
  std::string_view resolved;    // a URL or a path, in version 1
  std::string_view resolution;  // a locator, "NAME@PROTOCOL:REFERENCE", since version 2
  std::string_view integrity;
  std::vector<std::pair<std::string_view, std::string_view>> dependencies;  // name and range
  Span span;
};

class YarnLockReader {
 public:
  YarnLockReader(std::string_view text, LockfileContent& content)
      : text_(text), content_(content) {}

  void read();

 private:
  void read_line(std::size_t begin, std::string_view line);
  void read_head(std::string_view head);
  void read_field(std::string_view line);
  void finish_entry();
  void add_package(const Entry& entry);
  void link();
  std::uint32_t find(std::string_view name, std::string_view range) const;
  void malformed() {
    if (malformed_++ == 0) first_malformed_ = line_;
  }

  struct Dependant {
    std::uint32_t package;  // kProject: the project or a folder of it
    std::vector<std::pair<std::string_view, std::string_view>> dependencies;
  };

  std::string_view text_;
  LockfileContent& content_;
  std::size_t line_ = 0;
  bool in_entry_ = false;
  bool in_metadata_ = false;
  bool in_dependencies_ = false;
  bool states_project_ = false;
  Entry entry_;
  std::vector<Dependant> dependants_;
  // A patched package, and one under two names, has an entry for each.
  std::unordered_map<std::string, std::uint32_t> by_identity_;
  std::unordered_map<std::string_view, std::uint32_t> by_descriptor_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;  // kProject: of several versions
  std::size_t malformed_ = 0;
  std::size_t first_malformed_ = 0;
};

void YarnLockReader::read() {
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    ++line_;
    read_line(at, text_.substr(at, end - at));
    at = end + 1;
  }
  finish_entry();
  link();
  if (malformed_ > 0)
    content_.notices.push_back(invalid_lockfile(
        "line " + std::to_string(first_malformed_) + " is malformed, or the entry that it ends" +
        (malformed_ > 1 ? "; there are " + std::to_string(malformed_) + " such lines" : "")));
}

void YarnLockReader::read_line(std::size_t begin, std::string_view line) {
  const std::string_view content = trimmed(line);
  if (content.empty() || content.starts_with('#')) return;
  const std::size_t indent = line.find_first_not_of(' ');
  if (indent == 0) {
    // "? KEY" is a long key, whose colon has a line of its own.
    if (content == ":") return;
    finish_entry();
    in_metadata_ = content == "__metadata:";
    if (in_metadata_) return;
    in_entry_ = true;
    entry_.span = {static_cast<std::uint32_t>(begin),
                   static_cast<std::uint32_t>(begin + content.size())};
    read_head(content);
    return;
  }
  if (in_metadata_) return;
  if (!in_entry_) return malformed();
  entry_.span.end = static_cast<std::uint32_t>(content.data() + content.size() - text_.data());
  if (indent == 2) {
    in_dependencies_ = content == "dependencies:" || content == "optionalDependencies:";
    if (!content.ends_with(':')) read_field(content);
    return;
  }
  if (!in_dependencies_) return;
  std::string_view rest = content;
  const std::string_view name = take_word(rest, " :");
  rest = trimmed(rest, " :");
  const std::string_view range = take_word(rest, "");
  if (name.empty() || range.empty()) return malformed();
  entry_.dependencies.emplace_back(name, range);
}

void YarnLockReader::read_head(std::string_view head) {
  if (head.starts_with("? ")) head.remove_prefix(2);
  while (!head.empty() && head != ":") {
    const std::string_view word = take_word(head, ",:");
    for (std::string_view rest = word; !rest.empty();) {
      const std::size_t comma = std::min(rest.find(", "), rest.size());
      if (comma > 0) entry_.descriptors.push_back(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    if (word.empty()) return malformed();
    head = head.starts_with(',') ? trimmed(head.substr(1)) : head;
  }
  if (entry_.descriptors.empty()) malformed();
}

void YarnLockReader::read_field(std::string_view line) {
  const std::string_view key = take_word(line, " :");
  line = trimmed(line, " :");
  const std::string_view value = take_word(line, "");
  if (key.empty() || value.empty()) return malformed();
  if (key == "version") entry_.version = value;
  if (key == "resolved") entry_.resolved = value;
  if (key == "resolution") entry_.resolution = value;
  if (key == "integrity") entry_.integrity = value;
}

void YarnLockReader::finish_entry() {
  if (in_entry_) {
    if (entry_.descriptors.empty() || entry_.version.empty())
      malformed();
    else
      add_package(entry_);
  }
  entry_ = {};
  in_entry_ = in_dependencies_ = false;
}

// The name that the entry's package has in the registry: the one behind an alias.
std::string_view real_name(const Entry& entry) {
  if (!entry.resolution.empty()) return split_descriptor(entry.resolution).first;
  auto [name, range] = split_descriptor(entry.descriptors.front());
  if (range.starts_with("npm:") && range.find('@', 5) != std::string_view::npos)
    return split_descriptor(range.substr(4)).first;
  return name;
}

void add_origin(const Entry& entry, LockedPackage& package) {
  std::string_view origin = entry.resolved;
  if (!entry.resolution.empty()) {
    // The registry's locators tell no more than the version; a patch is one of the project's files.
    origin = split_descriptor(entry.resolution).second;
    if (origin.starts_with("npm:") || origin.starts_with("patch:")) return;
  } else if (const std::size_t fragment = origin.rfind('#');
             fragment != std::string_view::npos && origin.starts_with("http")) {
    add_hex_digest(origin.substr(fragment + 1), package.hashes);
    origin = origin.substr(0, fragment);
  }
  package.origin = origin;
}

LockedPackage to_package(std::string_view name, const Entry& entry) {
  LockedPackage package = {.ecosystem = "npm",
                           .name = std::string(name),
                           .version = std::string(entry.version),
                           .span = entry.span};
  add_integrity(entry.integrity, package.hashes);
  add_origin(entry, package);
  return package;
}

void YarnLockReader::add_package(const Entry& entry) {
  std::uint32_t position = kProject;
  if (entry.version == kLocalVersion ||
      split_descriptor(entry.resolution).second.starts_with("workspace:")) {
    states_project_ = true;
  } else {
    const std::string_view name = real_name(entry);
    if (name.empty()) return malformed();
    const auto next = static_cast<std::uint32_t>(content_.packages.size());
    std::string identity(name);
    identity.append("@").append(entry.version);
    const auto [known, added] = by_identity_.try_emplace(std::move(identity), next);
    position = known->second;
    if (added) content_.packages.push_back(to_package(name, entry));
  }
  for (std::string_view descriptor : entry.descriptors) {
    by_descriptor_.try_emplace(descriptor, position);
    auto [named, added] = by_name_.try_emplace(split_descriptor(descriptor).first, position);
    if (!added && named->second != position) named->second = kProject;
  }
  dependants_.push_back({position, entry.dependencies});
}

// A range that the lockfile does not list was overridden ("resolutions"), or is that of Yarn 2,
// which left "npm:" out of dependencies.
std::uint32_t YarnLockReader::find(std::string_view name, std::string_view range) const {
  std::string descriptor(name);
  descriptor.append("@").append(range);
  auto found = by_descriptor_.find(descriptor);
  if (found == by_descriptor_.end()) {
    descriptor.insert(name.size() + 1, "npm:");
    found = by_descriptor_.find(descriptor);
  }
  if (found != by_descriptor_.end()) return found->second;
  const auto named = by_name_.find(name);
  return named == by_name_.end() ? kProject : named->second;
}

void YarnLockReader::link() {
  std::vector<bool> required(content_.packages.size());
  for (const Dependant& dependant : dependants_) {
    for (const auto& [name, range] : dependant.dependencies) {
      const std::uint32_t package = find(name, range);
      if (package == kProject) continue;
      if (dependant.package == kProject) {
        content_.packages[package].direct = true;
      } else {
        content_.packages[dependant.package].dependencies.push_back(package);
        if (package != dependant.package) required[package] = true;
      }
    }
  }
  if (states_project_) return;
  for (std::size_t i = 0; i < required.size(); ++i)
    if (!required[i]) content_.packages[i].direct = true;
}

}  // namespace

bool wants_yarn_lock(std::string_view, std::string_view base) { return base == "yarn.lock"; }

void read_yarn_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "npm";
  YarnLockReader(input.text, content).read();
}

}  // namespace scan::sca

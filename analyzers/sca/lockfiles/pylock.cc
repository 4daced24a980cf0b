// pylock.toml (packaging.python.org/specifications/pylock-toml), also as pylock.NAME.toml. What
// depends on what may be stated or not. A folder without a version is the project's own.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"

namespace scan::sca {
namespace {

using document::Member;
using document::Value;

void add_digests(const Value& file, LockedPackage& package) {
  for (const Member& hash : mapping_of(file, "hashes").members)
    add_digest(std::string(hash.key).append(":").append(hash.value->text), package.hashes);
}

LockedPackage to_package(const Value& entry) {
  LockedPackage package = {.ecosystem = "PyPI",
                           .name = std::string(text_of(entry, "name")),
                           .version = std::string(text_of(entry, "version")),
                           .origin = std::string(text_of(entry, "index")),
                           .span = entry.span};
  const Value& repository = mapping_of(entry, "vcs");
  if (const std::string_view url = text_of(repository, "url"); !url.empty())
    package.origin = std::string(url).append("#").append(text_of(repository, "commit-id"));
  const Value& archive = mapping_of(entry, "archive");
  if (const std::string_view url = text_of(archive, "url"); !url.empty()) package.origin = url;
  add_digests(archive, package);
  add_digests(mapping_of(entry, "sdist"), package);
  for (const Value* wheel : list_of(entry, "wheels").items) add_digests(*wheel, package);
  return package;
}

}  // namespace

bool wants_pylock(std::string_view, std::string_view base) {
  constexpr std::string_view kBegin = "pylock.", kEnd = ".toml";
  if (base == "pylock.toml") return true;
  if (!base.starts_with(kBegin) || !base.ends_with(kEnd)) return false;
  if (base.size() <= kBegin.size() + kEnd.size()) return false;
  return base.substr(kBegin.size(), base.size() - kBegin.size() - kEnd.size()).find('.') ==
         std::string_view::npos;
}

void read_pylock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "PyPI";
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  MalformedEntries malformed;
  std::vector<const Value*> entries;
  for (const Value* entry : list_of(document.root(), "packages").items) {
    if (text_of(*entry, "name").empty()) {
      malformed.add("`packages`");
      continue;
    }
    const Value& folder = mapping_of(*entry, "directory");
    if (text_of(folder, "path") == "." ||
        (!folder.members.empty() && text_of(*entry, "version").empty()))
      continue;
    entries.push_back(entry);
    content.packages.push_back(to_package(*entry));
  }
  const NameIndex index(content);
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (const Value* dependency : list_of(*entries[i], "dependencies").items)
      index.find("PyPI", text_of(*dependency, "name"), text_of(*dependency, "version"),
                 content.packages[i].dependencies);
  call_unrequired_direct(content);
  malformed.tell(content);
}

}  // namespace scan::sca

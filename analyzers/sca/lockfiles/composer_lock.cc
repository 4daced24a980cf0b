// Composer's composer.lock (getcomposer.org, "Basic usage"), and vendor/composer/installed.json,
// which has what is installed: an object with `packages` and `dev-package-names`, or, before
// Composer 2, the list alone.
#include <unordered_set>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

using document::Document;
using document::Kind;
using document::Value;

class ComposerReader {
 public:
  explicit ComposerReader(LockfileContent& content) : content_(content), names_(content) {}

  void read(const Value& list, Scope scope, const std::unordered_set<std::string_view>& dev = {}) {
    for (const Value* item : list.items) {
      const std::string_view name = text_of(*item, "name");
      if (item->kind != Kind::kMapping || name.empty()) {
        malformed_.add("`packages`");
        continue;
      }
      add(*item, name, dev.contains(name) ? Scope::kDev : scope);
    }
  }
  void end() {
    names_.link();
    call_unrequired_direct(content_);
    malformed_.tell(content_);
  }

 private:
  void add(const Value& entry, std::string_view name, Scope scope) {
    LockedPackage package{.ecosystem = "Packagist",
                          .name = std::string(name),
                          .version = std::string(text_of(entry, "version")),
                          .scope = scope,
                          .span = entry.span};
    // A list means a choice (getcomposer.org/doc/04-schema.md#license).
    package.license = text_of(entry, "license");
    for (const Value* license : list_of(entry, "license").items)
      if (license->kind == Kind::kString)
        package.license.append(package.license.empty() ? "" : " OR ").append(license->text);
    const Value& dist = mapping_of(entry, "dist");
    package.origin = text_of(dist, "url");
    if (package.origin.empty()) package.origin = text_of(mapping_of(entry, "source"), "url");
    if (const std::string_view sum = text_of(dist, "shasum"); sum.size() == 40)
      add_hex_digest(sum, package.hashes);
    const auto [position, added] = names_.add(base::lowered(name), std::move(package));
    if (!added) return;
    for (const document::Member& required : mapping_of(entry, "require").members)
      names_.depends(position, base::lowered(required.key));
    for (const char* list : {"replace", "provide"})
      for (const document::Member& other : mapping_of(entry, list).members)
        names_.also(base::lowered(other.key), position);
  }

  LockfileContent& content_;
  PackageNames names_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_composer_lock(std::string_view path, std::string_view base) {
  return base == "composer.lock" ||
         (base == "installed.json" && path.ends_with("composer/installed.json"));
}

void read_composer_lock(const LockfileInput& input, LockfileContent& content) {
  const Document::Prefix prefix =
      Document::parse_prefix(document::Syntax::kJson, input.text, std::string(input.path));
  const Value& root = prefix.document.root();
  const bool is_list = root.kind == Kind::kSequence;
  if (prefix.error)
    content.notices.push_back(invalid_lockfile(
        "line " + std::to_string(prefix.error->region.start_line) + ": " + prefix.error->message));
  else if (!is_list && root.kind != Kind::kMapping)
    content.notices.push_back(invalid_lockfile("is no list of packages"));
  std::unordered_set<std::string_view> dev;
  for (const Value* name : list_of(root, "dev-package-names").items) dev.insert(name->text);
  ComposerReader reader(content);
  reader.read(is_list ? root : list_of(root, "packages"), Scope::kRuntime, dev);
  reader.read(list_of(root, "packages-dev"), Scope::kDev);
  reader.end();
}

}  // namespace scan::sca

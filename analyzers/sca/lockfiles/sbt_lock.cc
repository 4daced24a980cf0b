// build.sbt.lock of sbt-dependency-lock (stringbean.github.io/sbt-dependency-lock).
#include <algorithm>

#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {

using document::Value;

bool wants_sbt_lock(std::string_view, std::string_view base) { return base.ends_with(".sbt.lock"); }

void read_sbt_lock(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  MalformedEntries malformed;
  for (const Value* entry : list_of(document.root(), "dependencies").items) {
    const std::string_view group = text_of(*entry, "org"), name = text_of(*entry, "name");
    if (group.empty() || name.empty()) {
      malformed.add("`dependencies`");
      continue;
    }
    LockedPackage package{.ecosystem = "Maven",
                          .name = std::string(group) + ":" + std::string(name),
                          .version = std::string(text_of(*entry, "version")),
                          .direct = true,
                          .span = entry->span};
    for (const Value* artifact : list_of(*entry, "artifacts").items)
      add_digest(text_of(*artifact, "hash"), package.hashes);
    const auto configurations = list_of(*entry, "configurations").items;
    const bool only_tests = std::ranges::all_of(
        configurations, [](const Value* name) { return name->text.starts_with("test"); });
    if (!configurations.empty() && only_tests) package.scope = Scope::kDev;
    content.packages.push_back(std::move(package));
  }
  malformed.tell(content);
}

}  // namespace scan::sca

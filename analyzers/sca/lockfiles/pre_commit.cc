// .pre-commit-config.yaml (pre-commit.com): the repositories of hooks.
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/repository_name.h"

namespace scan::sca {

bool wants_pre_commit(std::string_view, std::string_view base) {
  return base == ".pre-commit-config.yaml" || base == ".pre-commit-config.yml";
}

void read_pre_commit(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_mentions(document::Syntax::kYaml, input, content);
  for (const document::Value* entry : list_of(document.root(), "repos").items) {
    const std::string_view url = text_of(*entry, "repo");
    std::string name = repository_name(url);  // none for "local" and "meta"
    if (name.empty()) continue;
    content.packages.push_back({.ecosystem = "pre-commit",
                                .name = std::move(name),
                                .version = std::string(text_of(*entry, "rev")),
                                .scope = Scope::kDev,
                                .direct = true,
                                .origin = std::string(url),
                                .span = entry->span});
  }
}

}  // namespace scan::sca

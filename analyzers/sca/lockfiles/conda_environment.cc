// environment.yml of conda (docs.conda.io, "Managing environments"): packages of its channels, and
// those that pip installs. "numpy=1.26" is any 1.26; "numpy==1.26.4", and "numpy=1.26.4=BUILD",
// are one version.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/requirement.h"

namespace scan::sca {
namespace {

using base::trimmed;
using document::Kind;
using document::Value;

// "channel::name[=version[=build]]", "name >=1.0".
void add_conda(const Value& item, LockfileContent& content, MalformedEntries& malformed) {
  std::string_view text = trimmed(item.text);
  if (const std::size_t channel = text.find("::"); channel != std::string_view::npos)
    text.remove_prefix(channel + 2);
  const std::size_t end = std::min(text.find_first_of(" =<>!~[;"), text.size());
  const std::string_view name = text.substr(0, end);
  std::string_view rest = trimmed(text.substr(end));
  if (name.empty()) return malformed.add("`dependencies`");
  std::string_view version;
  if (rest.starts_with("==")) {
    version = trimmed(rest.substr(2));
  } else if (rest.starts_with('=')) {
    rest.remove_prefix(1);
    const std::size_t build = rest.find('=');
    if (build != std::string_view::npos) version = trimmed(rest.substr(0, build));
  }
  if (version.find_first_of("*,<>|! ") != std::string_view::npos) version = {};
  content.packages.push_back({.ecosystem = "conda",
                              .name = std::string(name),
                              .version = std::string(version),
                              .direct = true,
                              .span = item.span});
}

void add_pip(const Value& item, LockfileContent& content, MalformedEntries& malformed) {
  const std::string_view text = trimmed(item.text);
  if (text.starts_with('-')) return;  // an option of pip
  Requirement requirement;
  const RequirementKind kind = parse_requirement(text, requirement);
  if (kind == RequirementKind::kMalformed) return malformed.add("`pip`");
  if (kind == RequirementKind::kPackage)
    content.packages.push_back({.ecosystem = "PyPI",
                                .name = std::string(requirement.name),
                                .version = std::string(requirement.version),
                                .direct = true,
                                .span = item.span});
}

}  // namespace

bool wants_conda_environment(std::string_view, std::string_view base) {
  return base == "environment.yml" || base == "environment.yaml";
}

void read_conda_environment(const LockfileInput& input, LockfileContent& content) {
  LockfileContent read;
  const document::Document document = parse_lock_document(document::Syntax::kYaml, input, read);
  // Other tools have files of that name.
  const Value* dependencies = document.root().find("dependencies");
  if (dependencies == nullptr || dependencies->kind != Kind::kSequence) return;
  MalformedEntries malformed;
  for (const Value* item : dependencies->items) {
    if (item->kind == Kind::kString)
      add_conda(*item, read, malformed);
    else
      for (const Value* requirement : list_of(*item, "pip").items)
        add_pip(*requirement, read, malformed);
  }
  malformed.tell(read);
  content = std::move(read);
}

}  // namespace scan::sca

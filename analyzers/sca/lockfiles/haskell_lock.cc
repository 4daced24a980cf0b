// cabal.project.freeze (cabal.readthedocs.io): `constraints:` with "any.NAME ==VERSION", and flags,
// which are no packages. stack.yaml.lock (docs.haskellstack.org, "Lock files"): `packages`, each
// with `original` and `completed`, of Hackage as "NAME-VERSION@sha256:DIGEST,SIZE".
#include "sca/lockfile.h"
#include "sca/lockfiles/lines.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Value;

void read_freeze(const LockfileInput& input, LockfileContent& content) {
  MalformedEntries malformed;
  Lines lines(input.text);
  for (Line line; lines.next(line);) {
    std::string_view rest = line.text.substr(0, line.text.find("--"));
    if (base::trimmed(rest).starts_with("constraints:")) rest.remove_prefix(rest.find(':') + 1);
    while (!rest.empty()) {
      const std::string_view part = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), part.size() + 1));
      std::string_view constraint = base::trimmed(part);
      const std::size_t equals = constraint.find("==");
      if (equals == constraint.npos) continue;
      std::string_view name = base::trimmed(constraint.substr(0, equals));
      if (const std::size_t dot = name.rfind('.'); dot != name.npos) name.remove_prefix(dot + 1);
      if (const std::size_t colon = name.rfind(':'); colon != name.npos)
        name.remove_prefix(colon + 1);
      std::string_view version = base::trimmed(constraint.substr(equals + 2));
      version = version.substr(0, version.find_first_of(" \t|&"));
      if (name.empty() || version.empty()) {
        malformed.add("`constraints`");
        continue;
      }
      const auto begin = static_cast<std::uint32_t>(constraint.data() - input.text.data());
      content.packages.push_back(
          {.ecosystem = "Hackage",
           .name = std::string(name),
           .version = std::string(version.find('*') == version.npos ? version : ""),
           .direct = true,
           .span = {begin, begin + static_cast<std::uint32_t>(constraint.size())}});
    }
  }
  malformed.tell(content);
}

void read_stack(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kYaml, input, content);
  MalformedEntries malformed;
  for (const Value* item : list_of(document.root(), "packages").items) {
    const Value& completed = mapping_of(*item, "completed");
    std::string_view hackage = text_of(completed, "hackage");
    if (hackage.empty()) hackage = text_of(mapping_of(*item, "original"), "hackage");
    hackage = hackage.substr(0, hackage.find('@'));
    const std::size_t hyphen = hackage.rfind('-');
    std::string_view name = hackage.substr(0, hyphen);
    std::string_view version =
        hyphen == hackage.npos ? hackage.substr(hackage.size()) : hackage.substr(hyphen + 1);
    if (hackage.empty()) {  // of an archive or a repository
      name = text_of(completed, "name");
      version = text_of(completed, "version");
    }
    if (name.empty()) {
      malformed.add("`packages`");
      continue;
    }
    content.packages.push_back({.ecosystem = "Hackage",
                                .name = std::string(name),
                                .version = std::string(version),
                                .direct = true,
                                .origin = std::string(text_of(completed, "url")),
                                .span = item->span});
  }
  malformed.tell(content);
}

}  // namespace

bool wants_haskell_lock(std::string_view, std::string_view base) {
  return base == "cabal.project.freeze" || base == "stack.yaml.lock";
}

void read_haskell_lock(const LockfileInput& input, LockfileContent& content) {
  if (input.path.ends_with(".freeze"))
    read_freeze(input, content);
  else
    read_stack(input, content);
}

}  // namespace scan::sca

// Julia's Manifest.toml (pkgdocs.julialang.org, "Manifest.toml"): tables of packages by name, in
// format 2 below `deps`. What has no version is a part of Julia itself, or of the project.
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {

using document::Member;
using document::Value;

bool wants_julia_manifest(std::string_view, std::string_view base) {
  // "Manifest-v1.11.toml" is that of one version of Julia.
  return base == "Manifest.toml" || base == "JuliaManifest.toml" ||
         (base.starts_with("Manifest-v") && base.ends_with(".toml"));
}

void read_julia_manifest(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  const Value& root = document.root();
  const bool is_nested =
      root.find("manifest_format") != nullptr && !text_of(root, "manifest_format").starts_with('1');
  PackageNames names(content);
  for (const Member& member : (is_nested ? mapping_of(root, "deps") : root).members) {
    for (const Value* entry : member.value->items) {
      const std::string_view version = text_of(*entry, "version");
      if (entry->kind != document::Kind::kMapping || version.empty() || member.key.empty())
        continue;
      const Span span = {std::min(member.key_span.begin, entry->span.begin),
                         std::max(entry->span.end, member.key_span.end)};
      const auto [position, added] =
          names.add(std::string(member.key),
                    {.ecosystem = "Julia",
                     .name = std::string(member.key),
                     .version = std::string(version),
                     .origin = std::string(text_of(*entry, "repo-url")),
                     .span = entry->span.begin < entry->span.end ? entry->span : span});
      if (!added) continue;
      for (const Value* required : list_of(*entry, "deps").items)
        names.depends(position, std::string(required->text));
      for (const Member& required : mapping_of(*entry, "deps").members)
        names.depends(position, std::string(required.key));
    }
  }
  names.link();
  call_unrequired_direct(content);
}

}  // namespace scan::sca

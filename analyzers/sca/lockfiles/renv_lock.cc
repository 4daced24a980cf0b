// R's renv.lock (rstudio.github.io/renv, "Lockfiles"). Only what comes from CRAN or Bioconductor is
// a package of these; from elsewhere, a name means something else.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {

using document::Value;

bool wants_renv_lock(std::string_view, std::string_view base) { return base == "renv.lock"; }

void read_renv_lock(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  PackageNames names(content);
  MalformedEntries malformed;
  for (const document::Member& member : mapping_of(document.root(), "Packages").members) {
    const Value& entry = *member.value;
    const std::string_view name = text_of(entry, "Package");
    if (entry.kind != document::Kind::kMapping || name.empty()) {
      malformed.add("`Packages`");
      continue;
    }
    const bool from_cran = text_of(entry, "Repository") == "CRAN";
    if (!from_cran && text_of(entry, "Source") != "Bioconductor") continue;
    LockedPackage package{.ecosystem = from_cran ? "CRAN" : "Bioconductor",
                          .name = std::string(name),
                          .version = std::string(text_of(entry, "Version")),
                          .license = std::string(text_of(entry, "License")),
                          .span = span_of(member)};
    const std::uint32_t position = names.add(std::string(name), std::move(package)).first;
    // A list of names, as renv writes it, or as DESCRIPTION has them: "R (>= 3.5), rlang".
    for (const char* list : {"Requirements", "Depends", "Imports", "LinkingTo"})
      for (const Value* required : list_of(entry, list).items) {
        const std::string_view text = required->text;
        names.depends(position, std::string(text.substr(0, text.find_first_of(" ("))));
      }
  }
  names.link();
  call_unrequired_direct(content);
  malformed.tell(content);
}

}  // namespace scan::sca

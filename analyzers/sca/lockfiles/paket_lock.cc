// Paket's paket.lock (fsprojects.github.io/Paket/lock-file.html):
//
//   NUGET                                 sources: NUGET, GITHUB, GIT, GIST, HTTP
//     remote: https://api.nuget.org/v3/index.json
//       Argu (6.1.1)
//         FSharp.Core (>= 4.3.2) - restriction: ...
//   GROUP Build                           one name may have another version in each group
#include "sca/lockfile.h"
#include "sca/lockfiles/lines.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

// A group whose name says that what is in it is not shipped.
bool is_dev_group(std::string_view name) {
  const std::string lower = base::lowered(name);
  return lower == "build" || lower.find("test") != lower.npos || lower == "dev";
}

class PaketReader {
 public:
  explicit PaketReader(LockfileContent& content) : content_(content), names_(content) {}

  void read(std::string_view text) {
    Lines lines(text);
    for (Line line; lines.next(line);) {
      const std::string_view trimmed = line.trimmed();
      if (trimmed.empty()) continue;
      if (line.indent() == 0) {
        section_ = trimmed.substr(0, trimmed.find(':'));
        if (trimmed.starts_with("GROUP ")) group_ = trimmed.substr(6);
        current_ = PackageNames::kNone;
      } else if (line.indent() == 2) {
        if (trimmed.starts_with("remote: ")) remote_ = trimmed.substr(8);
      } else if (section_ == "NUGET") {
        read_package(line);
      }
    }
    names_.link();
    call_unrequired_direct(content_);
    malformed_.tell(content_);
  }

 private:
  std::string key(std::string_view name) const {
    return base::lowered(name) + '\n' + std::string(group_);
  }

  void read_package(const Line& line) {
    const std::string_view text = line.trimmed();
    const std::size_t open = text.find(" (");
    const std::string_view name = text.substr(0, std::min(open, text.find(" - ")));
    if (line.indent() >= 6) {
      if (current_ != PackageNames::kNone) names_.depends(current_, key(name));
      return;
    }
    const std::size_t close = open == text.npos ? open : text.find(')', open);
    if (close == text.npos || close == open + 2 || name.empty()) return malformed_.add("`NUGET`");
    current_ = names_
                   .add(key(name), {.ecosystem = "NuGet",
                                    .name = std::string(name),
                                    .version = std::string(text.substr(open + 2, close - open - 2)),
                                    .scope = is_dev_group(group_) ? Scope::kDev : Scope::kRuntime,
                                    .origin = std::string(remote_),
                                    .span = line.span})
                   .first;
  }

  LockfileContent& content_;
  PackageNames names_;
  std::string_view section_, group_, remote_;
  std::uint32_t current_ = PackageNames::kNone;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_paket_lock(std::string_view, std::string_view base) { return base == "paket.lock"; }

void read_paket_lock(const LockfileInput& input, LockfileContent& content) {
  PaketReader(content).read(input.text);
}

}  // namespace scan::sca

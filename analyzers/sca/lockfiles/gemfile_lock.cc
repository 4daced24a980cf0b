// Bundler's Gemfile.lock and gems.locked (bundler.io, "lockfile"). Sections begin at the margin:
//
//   GEM                                   sources: GEM, GIT, PATH, PLUGIN SOURCE
//     remote: https://rubygems.org/
//     specs:
//       nokogiri (1.15.4-x86_64-linux)
//         racc (~> 1.4)
//   DEPENDENCIES
//     nokogiri (~> 1.15)!                 what the project asks for
//   CHECKSUMS
//     nokogiri (1.15.4-x86_64-linux) sha256=...
//
// A gem that stands there for several platforms is one package.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lines.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

struct Spec {
  std::string_view name;
  std::string_view version;
  std::string_view rest;
};

// "name (1.0-java) rest", where the version may be a requirement, or missing. What follows a hyphen
// is the platform: a version has none.
Spec parse_spec(std::string_view text) {
  const std::size_t open = text.find(" (");
  if (open == text.npos) {
    const std::string_view name = text.substr(0, text.find(' '));
    return {name.substr(0, name.find('!')), {}, {}};
  }
  const std::size_t close = std::min(text.find(')', open), text.size());
  std::string_view version = text.substr(open + 2, close - open - 2);
  version = version.substr(0, version.find('-'));
  return {text.substr(0, open), version, text.substr(std::min(close + 1, text.size()))};
}

class GemfileLockReader {
 public:
  explicit GemfileLockReader(LockfileContent& content) : content_(content), names_(content) {}

  void read(std::string_view text) {
    Lines lines(text);
    for (Line line; lines.next(line);) {
      if (line.trimmed().empty()) continue;
      // Left by a merge: what stands on both sides counts.
      if (line.text.starts_with("<<<<<<<") || line.text.starts_with("=======") ||
          line.text.starts_with(">>>>>>>")) {
        malformed_.add("a merge");
        continue;
      }
      if (line.indent() == 0) {
        section_ = line.trimmed();
        remote_ = {};
        current_ = PackageNames::kNone;
        continue;
      }
      if (section_ == "GEM" || section_ == "GIT" || section_ == "PATH" ||
          section_ == "PLUGIN SOURCE")
        read_source(line);
      else if (section_ == "DEPENDENCIES")
        names_.require(std::string(parse_spec(line.trimmed()).name));
      else if (section_ == "CHECKSUMS")
        read_checksum(line.trimmed());
    }
    names_.link();
    malformed_.tell(content_);
  }

 private:
  void read_source(const Line& line) {
    const std::string_view text = line.trimmed();
    if (line.indent() == 2) {
      if (text.starts_with("remote: ")) remote_ = text.substr(8);
      return;
    }
    const Spec spec = parse_spec(text);
    if (spec.name.empty()) return malformed_.add(section_);
    if (line.indent() >= 6) {
      if (current_ != PackageNames::kNone) names_.depends(current_, std::string(spec.name));
      return;
    }
    // A line that is cut off has no end of its version.
    if (spec.version.empty() || !text.ends_with(')')) {
      malformed_.add(section_);
      current_ = PackageNames::kNone;
      return;
    }
    current_ = names_
                   .add(std::string(spec.name), {.ecosystem = "RubyGems",
                                                 .name = std::string(spec.name),
                                                 .version = std::string(spec.version),
                                                 .origin = std::string(remote_),
                                                 .span = line.span})
                   .first;
  }

  void read_checksum(std::string_view text) {
    const Spec spec = parse_spec(text);
    const std::uint32_t position = names_.find(std::string(spec.name));
    if (position == PackageNames::kNone) return;
    std::string_view rest = spec.rest;
    while (!rest.empty()) {
      rest = base::trimmed(rest);
      const std::string_view digest = rest.substr(0, rest.find(','));
      add_digest(digest, content_.packages[position].hashes);
      rest.remove_prefix(std::min(rest.size(), digest.size() + 1));
    }
  }

  LockfileContent& content_;
  PackageNames names_;
  std::string_view section_, remote_;
  std::uint32_t current_ = PackageNames::kNone;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_gemfile_lock(std::string_view, std::string_view base) {
  return base == "Gemfile.lock" || base == "gems.locked";
}

void read_gemfile_lock(const LockfileInput& input, LockfileContent& content) {
  GemfileLockReader(content).read(input.text);
}

}  // namespace scan::sca

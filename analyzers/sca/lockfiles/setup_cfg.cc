// setup.cfg of setuptools (setuptools.pypa.io, "Configuring setuptools using setup.cfg files"):
// what [options] and [options.extras_require] declare. The format is that of configparser: a value
// goes on in the lines below that are indented more.

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"
#include "sca/lockfiles/requirement.h"

namespace scan::sca {
namespace {

using base::trimmed;

class SetupCfgReader {
 public:
  SetupCfgReader(std::string_view text, LockfileContent& content)
      : text_(text), content_(content) {}

  void read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      ++line_;
      read_line(text_.substr(at, end - at));
      at = end + 1;
    }
    if (first_malformed_ != 0)
      content_.notices.push_back(
          invalid_lockfile("line " + std::to_string(first_malformed_) + " is no requirement"));
  }

 private:
  void read_line(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.empty() || text.starts_with('#') || text.starts_with(';')) return;
    const bool is_continuation = line.front() == ' ' || line.front() == '\t';
    if (!is_continuation) {
      in_requirements_ = false;
      if (text.starts_with('[')) {
        section_ = text.substr(1, text.find(']') - 1);
        return;
      }
      const std::size_t end = text.find_first_of("=:");
      if (end == std::string_view::npos) return;
      begin_value(trimmed(text.substr(0, end)));
      read_requirements(text.substr(end + 1));
    } else {
      read_requirements(text);
    }
  }

  void begin_value(std::string_view key) {
    in_requirements_ = true;
    if (section_ == "options.extras_require")
      scope_ = Scope::kOptional;
    else if (section_ == "options" && key == "install_requires")
      scope_ = Scope::kRuntime;
    else if (section_ == "options" && key == "tests_require")
      scope_ = Scope::kDev;
    else
      in_requirements_ = false;
  }

  // One on a line.
  void read_requirements(std::string_view line) {
    line = trimmed(line.substr(0, line.find(" #")));
    if (!in_requirements_ || line.empty()) return;
    // "file: requirements.txt": that file is read in its own right.
    if (line.starts_with("file:")) return;
    Requirement requirement;
    if (parse_requirement(line, requirement) == RequirementKind::kMalformed) {
      if (first_malformed_ == 0) first_malformed_ = line_;
      return;
    }
    const auto begin = static_cast<std::uint32_t>(line.data() - text_.data());
    declare({.ecosystem = "PyPI",
             .name = std::string(requirement.name),
             .version = std::string(requirement.version),
             .scope = std::string(to_string(scope_))},
            {begin, begin + static_cast<std::uint32_t>(line.size())}, content_);
  }

  std::string_view text_;
  LockfileContent& content_;
  std::size_t line_ = 0;
  std::size_t first_malformed_ = 0;
  std::string_view section_;
  bool in_requirements_ = false;
  Scope scope_ = Scope::kRuntime;
};

}  // namespace

bool wants_setup_cfg(std::string_view, std::string_view base) { return base == "setup.cfg"; }

void read_setup_cfg(const LockfileInput& input, LockfileContent& content) {
  SetupCfgReader(input.text, content).read();
}

}  // namespace scan::sca

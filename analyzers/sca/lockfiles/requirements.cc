// pip's requirements files (pip.pypa.io, "Requirements File Format"; PEP 508 for a requirement).
//
// A line is joined with the next one when it ends in a backslash; a comment begins at a "#" that
// begins the line or follows a space. Only "==" without a wildcard, and "===", pin a version. What
// pip-compile and uv write below a package, "# via NAME", tells which packages bring it in.
#include <optional>
#include <unordered_map>

#include "base/ascii.h"
#include "sca/ecosystem.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/requirement.h"

namespace scan::sca {
namespace {

using base::is_letter;

constexpr std::string_view kSpace = kRequirementSpace;

bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }

std::string_view trim(std::string_view text) { return base::trimmed(text, kSpace); }

// The text before a comment, and the comment without its "#".
std::pair<std::string_view, std::string_view> split_comment(std::string_view line) {
  for (std::size_t i = line.find('#'); i != std::string_view::npos; i = line.find('#', i + 1))
    if (i == 0 || is_space(line[i - 1])) return {line.substr(0, i), line.substr(i + 1)};
  return {line, {}};
}

// Whether a word of the file's name says that it is not for production: "requirements-dev.txt",
// "test/requirements.txt".
Scope scope_of(std::string_view path) {
  while (!path.empty()) {
    std::size_t size = 0;
    while (size < path.size() && is_letter(path[size])) ++size;
    std::string_view word = path.substr(0, size);
    for (std::string_view dev : {"dev", "develop", "development", "test", "tests", "testing"})
      if (word == dev) return Scope::kDev;
    path.remove_prefix(size == 0 ? 1 : size);
  }
  return Scope::kRuntime;
}

class RequirementsReader {
 public:
  RequirementsReader(const LockfileInput& input, LockfileContent& content)
      : text_(input.text), scope_(scope_of(input.path)), path_(input.path), content_(content) {}

  void read() {
    while (at_ < text_.size()) read_logical_line();
    link();
    if (malformed_ > 0)
      content_.notices.push_back(invalid_lockfile(
          "line " + std::to_string(first_malformed_) + " is no requirement" +
          (malformed_ > 1 ? ", nor are " + std::to_string(malformed_ - 1) + " others" : "")));
  }

 private:
  std::string_view take_line() {
    std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) end = text_.size();
    std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    ++line_;
    return line;
  }

  void read_logical_line() {
    std::size_t begin = at_;
    std::size_t number = line_ + 1;
    std::string_view line = take_line();
    std::string_view first = line;
    if (std::string_view whole = trim(line); whole.starts_with('#')) {
      // The tools indent theirs.
      if (line.starts_with('#')) current_.reset();
      return read_comment(whole.substr(1));
    }
    joined_.clear();
    for (;;) {
      std::string_view content = line;
      if (content.ends_with('\r')) content.remove_suffix(1);
      bool continued = content.ends_with('\\') && !trim(content).starts_with('#');
      if (continued) content.remove_suffix(1);
      joined_.append(content);
      if (!continued || at_ >= text_.size()) break;
      bool blank_so_far = trim(joined_).empty();
      if (blank_so_far) begin = at_, number = line_ + 1;
      line = take_line();
      if (blank_so_far) first = line;
    }
    auto [requirement, comment] = split_comment(joined_);
    requirement = trim(requirement);
    if (!requirement.empty()) read_requirement(requirement, number, span_of(begin, first));
    if (!comment.empty()) read_comment(comment);
  }

  // The requirement on its first line, without its comment, its options and the backslash.
  static Span span_of(std::size_t begin, std::string_view line) {
    std::string_view shown = split_comment(line).first;
    shown = shown.substr(0, shown.find(" --"));
    if (std::string_view end = trim(shown); end.ends_with('\\'))
      shown = shown.substr(0, shown.rfind('\\'));
    std::size_t indent = std::min(shown.find_first_not_of(kSpace), shown.size());
    shown = trim(shown);
    return {static_cast<std::uint32_t>(begin + indent),
            static_cast<std::uint32_t>(begin + indent + shown.size())};
  }

  void read_requirement(std::string_view text, std::size_t number, Span span) {
    in_via_ = false;
    Requirement requirement;
    RequirementKind parsed = RequirementKind::kNothing;
    if (text.starts_with('-')) {
      if (std::optional<std::string_view> url = read_option(text)) {
        std::optional<Requirement> found = requirement_of_url(*url);
        if (found) requirement = *found, parsed = RequirementKind::kPackage;
      }
    } else {
      parsed = parse_requirement(text, requirement);
    }
    if (parsed == RequirementKind::kMalformed && malformed_++ == 0) first_malformed_ = number;
    current_.reset();
    if (parsed != RequirementKind::kPackage) return;
    current_ = static_cast<std::uint32_t>(content_.packages.size());
    content_.packages.push_back({.ecosystem = "PyPI",
                                 .name = std::string(requirement.name),
                                 .version = std::string(requirement.version),
                                 .scope = scope_,
                                 .direct = true,
                                 .span = span});
    add_hashes(text, content_.packages.back());
  }

  // "--hash=sha256:HEX" or "--hash sha256:HEX", as often as there are artifacts.
  static void add_hashes(std::string_view text, LockedPackage& package) {
    constexpr std::string_view kOption = "--hash";
    for (std::size_t at = text.find(kOption); at != std::string_view::npos;
         at = text.find(kOption, at + 1)) {
      std::string_view digest = text.substr(at + kOption.size());
      digest.remove_prefix(std::min(digest.find_first_not_of("= \t"), digest.size()));
      add_digest(digest.substr(0, digest.find_first_of(kSpace)), package.hashes);
    }
  }

  // The URL of "-e URL"; nullopt for any other option.
  std::optional<std::string_view> read_option(std::string_view text) {
    auto value_of = [&](std::string_view short_name,
                        std::string_view long_name) -> std::optional<std::string_view> {
      std::string_view rest = text;
      if (text.starts_with(long_name) &&
          (text.size() == long_name.size() || text[long_name.size()] == '=' ||
           is_space(text[long_name.size()])))
        rest.remove_prefix(std::min(long_name.size() + 1, rest.size()));
      else if (text.starts_with(short_name) && !text.starts_with("--"))
        rest.remove_prefix(short_name.size());
      else
        return std::nullopt;
      return trim(rest);
    };
    if (auto file = value_of("-r", "--requirement")) {
      // Relative to this file. Every file of the tree that has such a name is scanned in its own
      // right.
      std::string included(path_.substr(0, path_.rfind('/') + 1));
      included += *file;
      std::string_view base = std::string_view(included).substr(included.rfind('/') + 1);
      if (file->find("://") != std::string_view::npos || !wants_requirements(included, base))
        content_.notices.push_back(
            {.code = "lockfile-include",
             .message = "includes `" + std::string(*file) +
                        "`, which is not scanned: no file of the tree that is named as "
                        "requirements files are",
             .incomplete = true});
      return std::nullopt;
    }
    return value_of("-e", "--editable");
  }

  // "via a, b", or "via" and then a name on each comment line.
  void read_comment(std::string_view comment) {
    if (!current_) return;
    comment = trim(comment);
    if (comment == "via" || comment.starts_with("via ")) {
      in_via_ = true;
      comment = trim(comment.substr(3));
    }
    if (!in_via_ || comment.empty()) return;
    if (comment.find_first_of(" (") == std::string_view::npos ||
        comment.find(',') != std::string_view::npos) {
      for (;;) {
        std::size_t comma = comment.find(',');
        std::string_view name = trim(comment.substr(0, comma));
        via_.push_back({*current_, std::string(take_requirement_name(name))});
        if (comma == std::string_view::npos) break;
        comment.remove_prefix(comma + 1);
      }
    } else {
      // "-r requirements.in", "project (pyproject.toml)": asked for by the project.
      via_.push_back({*current_, {}});
    }
  }

  // Turns what "via" comments say into edges.
  void link() {
    std::unordered_map<std::string, std::uint32_t> by_name;
    for (std::uint32_t i = 0; i < content_.packages.size(); ++i)
      by_name.try_emplace(normalised_name("PyPI", content_.packages[i].name), i);
    for (const auto& [package, parent] : via_) content_.packages[package].direct = false;
    for (const auto& [package, parent] : via_) {
      if (parent.empty()) {
        content_.packages[package].direct = true;
        continue;
      }
      auto found = by_name.find(normalised_name("PyPI", parent));
      if (found != by_name.end()) content_.packages[found->second].dependencies.push_back(package);
    }
  }

  struct Via {
    std::uint32_t package;
    std::string parent;  // empty: the project itself
  };

  std::string_view text_;
  Scope scope_;
  std::string_view path_;
  LockfileContent& content_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::string joined_;
  std::optional<std::uint32_t> current_;  // the package that a comment may be about
  bool in_via_ = false;
  std::vector<Via> via_;
  std::size_t malformed_ = 0;
  std::size_t first_malformed_ = 0;
};

}  // namespace

// "requirements.txt", "requirements-dev.txt", "test_requirements.txt", "requirements/base.txt",
// "requirements/extras/auth.txt".
bool wants_requirements(std::string_view path, std::string_view base) {
  if (!base.ends_with(".txt")) return false;
  if (base.find("requirements") != std::string_view::npos) return true;
  return path.starts_with("requirements/") || path.find("/requirements/") != std::string_view::npos;
}

void read_requirements(const LockfileInput& input, LockfileContent& content) {
  RequirementsReader(input, content).read();
}

}  // namespace scan::sca

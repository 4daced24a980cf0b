// pip's requirements files (pip.pypa.io, "Requirements File Format"; PEP 508 for a requirement).
//
// A line is joined with the next one when it ends in a backslash; a comment begins at a "#" that
// begins the line or follows a space. Only "==" without a wildcard, and "===", pin a version. What
// pip-compile and uv write below a package, "# via NAME", tells which packages bring it in.
#include <array>
#include <optional>
#include <unordered_map>

#include "sca/ecosystem.h"
#include "sca/lockfile.h"
#include "sca/versions/key_writer.h"

namespace scan::sca {
namespace {

constexpr std::string_view kSpace = " \t\f\v\r";

bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }

std::string_view trim(std::string_view text) {
  std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

void skip_space(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
}

// PEP 508's identifier; empty when `text` does not begin with one.
std::string_view take_name(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_name_character(text[size])) ++size;
  while (size > 0 && !is_letter(text[size - 1]) && !is_digit(text[size - 1])) --size;
  if (size == 0 || (!is_letter(text[0]) && !is_digit(text[0]))) return {};
  std::string_view name = text.substr(0, size);
  text.remove_prefix(size);
  return name;
}

// The text before a comment, and the comment without its "#".
std::pair<std::string_view, std::string_view> split_comment(std::string_view line) {
  for (std::size_t i = line.find('#'); i != std::string_view::npos; i = line.find('#', i + 1))
    if (i == 0 || is_space(line[i - 1])) return {line.substr(0, i), line.substr(i + 1)};
  return {line, {}};
}

struct Requirement {
  std::string_view name;
  std::string_view version;
};

// "django-4.2-py3-none-any.whl" states both. A name in a wheel's file name has no "-".
std::optional<Requirement> from_wheel(std::string_view url) {
  url = url.substr(0, url.find_first_of("#?"));
  if (!url.ends_with(".whl")) return std::nullopt;
  url = url.substr(url.rfind('/') + 1);
  std::size_t first = url.find('-');
  if (first == std::string_view::npos || first == 0) return std::nullopt;
  std::size_t second = url.find('-', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return Requirement{url.substr(0, first), url.substr(first + 1, second - first - 1)};
}

// A requirement that is a URL or a path: named by its wheel or by "#egg=NAME", or not at all.
std::optional<Requirement> from_url(std::string_view url) {
  url = url.substr(0, url.find_first_of(kSpace));
  if (std::optional<Requirement> wheel = from_wheel(url)) return wheel;
  std::size_t egg = url.find("egg=");
  if (egg == std::string_view::npos || url.find('#') > egg) return std::nullopt;
  url.remove_prefix(egg + 4);
  std::string_view name = take_name(url);
  if (name.empty()) return std::nullopt;
  return Requirement{name, {}};
}

bool is_url_or_path(std::string_view text) {
  std::string_view word = text.substr(0, text.find_first_of(" \t;@["));
  return word.find("://") != std::string_view::npos || word.find('/') != std::string_view::npos ||
         word.starts_with('.') || word.ends_with(".whl") || word.ends_with(".tar.gz") ||
         word.ends_with(".zip");
}

// "==1.0, !=1.1": leaves what follows in `text`; nullopt when it is malformed. The value is the
// pinned version, or empty.
std::optional<std::string_view> take_specifiers(std::string_view& text) {
  constexpr std::array<std::string_view, 8> kOperators = {
      "===", "==", "~=", "!=", "<=", ">=", "<", ">"};
  std::string_view pinned;
  bool parenthesis = text.starts_with('(');
  if (parenthesis) text.remove_prefix(1);
  for (;;) {
    skip_space(text);
    std::string_view op;
    for (std::string_view candidate : kOperators)
      if (op.empty() && text.starts_with(candidate)) op = candidate;
    if (op.empty()) return std::nullopt;
    text.remove_prefix(op.size());
    skip_space(text);
    std::string_view version = text.substr(0, text.find_first_of(" \t\r,;)#"));
    if (version.empty()) return std::nullopt;
    text.remove_prefix(version.size());
    bool pins = op == "===" || (op == "==" && !version.ends_with(".*"));
    if (pins && pinned.empty()) pinned = version;
    skip_space(text);
    if (!text.starts_with(',')) break;
    text.remove_prefix(1);
    // pip allows a comma at the end.
    skip_space(text);
    if (text.empty() || text.front() == ';' || text.front() == ')') break;
  }
  if (parenthesis) {
    if (!text.starts_with(')')) return std::nullopt;
    text.remove_prefix(1);
    skip_space(text);
  }
  return pinned;
}

enum class Parsed { kPackage, kNothing, kMalformed };

Parsed parse_requirement(std::string_view text, Requirement& out) {
  auto nameless = [&](std::optional<Requirement> found) {
    if (found) out = *found;
    return found ? Parsed::kPackage : Parsed::kNothing;
  };
  if (is_url_or_path(text)) return nameless(from_url(text));
  out.name = take_name(text);
  if (out.name.empty()) return Parsed::kMalformed;
  skip_space(text);
  if (text.starts_with('[')) {
    std::size_t end = text.find(']');
    if (end == std::string_view::npos) return Parsed::kMalformed;
    text.remove_prefix(end + 1);
    skip_space(text);
  }
  if (text.starts_with('@')) {
    std::string_view url = trim(text.substr(1));
    std::optional<Requirement> wheel = from_wheel(url.substr(0, url.find_first_of(kSpace)));
    if (wheel) out.version = wheel->version;
    return Parsed::kPackage;
  }
  if (!text.empty() && std::string_view("=~!<>(").find(text.front()) != std::string_view::npos) {
    std::optional<std::string_view> pinned = take_specifiers(text);
    if (!pinned) return Parsed::kMalformed;
    out.version = *pinned;
  }
  // An environment marker, or options of this requirement.
  bool sound = text.empty() || text.front() == ';' || text.starts_with("--");
  return sound ? Parsed::kPackage : Parsed::kMalformed;
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
    Parsed parsed = Parsed::kNothing;
    if (text.starts_with('-')) {
      if (std::optional<std::string_view> url = read_option(text)) {
        std::optional<Requirement> found = from_url(*url);
        if (found) requirement = *found, parsed = Parsed::kPackage;
      }
    } else {
      parsed = parse_requirement(text, requirement);
    }
    if (parsed == Parsed::kMalformed && malformed_++ == 0) first_malformed_ = number;
    current_.reset();
    if (parsed != Parsed::kPackage) return;
    current_ = static_cast<std::uint32_t>(content_.packages.size());
    content_.packages.push_back({.ecosystem = "PyPI",
                                 .name = std::string(requirement.name),
                                 .version = std::string(requirement.version),
                                 .scope = scope_,
                                 .direct = true,
                                 .span = span});
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
        via_.push_back({*current_, std::string(take_name(name))});
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

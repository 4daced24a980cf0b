// go.mod (golang.org/ref/mod#go-mod-file): directives of a line each, or in blocks. Every module
// that the build uses stands here, those that no package of the main module imports as "//
// indirect". The releases of Go that "go" and "toolchain" name are the package "stdlib".
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "sca/lockfile.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

struct Token {
  std::string text;
  Span span;
};

struct Line {
  std::vector<Token> tokens;
  std::string_view comment;  // after "//"
};

class GoModReader {
 public:
  GoModReader(std::string_view text, LockfileContent& content) : text_(text), content_(content) {}

  void read() {
    while (at_ < text_.size()) {
      ++line_;
      Line line;
      if (!read_line(line)) {
        malformed("has a string without end");
        continue;
      }
      if (!line.tokens.empty()) read_directive(line);
    }
    if (!block_.empty()) malformed("ends within a block `" + block_ + "`: the file is cut off");
    finish();
    if (!notice_.empty()) content_.notices.push_back(invalid_lockfile(notice_));
  }

 private:
  using Module = std::pair<std::string, std::string>;  // path and version

  void malformed(const std::string& what) {
    if (notice_.empty()) notice_ = "line " + std::to_string(line_) + " " + what;
  }

  // One line as tokens; false when a quoted string does not end. Block comments do not exist in
  // go.mod.
  bool read_line(Line& line) {
    std::size_t end = std::min(text_.find('\n', at_), text_.size());
    while (at_ < end) {
      char c = text_[at_];
      std::size_t begin = at_;
      if (c == ' ' || c == '\t' || c == '\r') {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        line.comment = text_.substr(at_ + 2, end - at_ - 2);
        break;
      } else if (c == '(' || c == ')' || c == ',' || c == '[' || c == ']') {
        ++at_;
        add_token(line, text_.substr(begin, 1), begin);
      } else if (c == '"' || c == '`') {
        std::size_t close = text_.find(c, at_ + 1);
        if (close >= end) {
          at_ = end + 1;
          return false;
        }
        at_ = close + 1;
        add_token(line, text_.substr(begin + 1, close - begin - 1), begin);
      } else {
        while (at_ < end &&
               std::string_view(" \t\r(),[]\"`").find(text_[at_]) == std::string_view::npos &&
               text_.substr(at_, 2) != "//")
          ++at_;
        add_token(line, text_.substr(begin, at_ - begin), begin);
      }
    }
    at_ = end + 1;
    return true;
  }

  void add_token(Line& line, std::string_view text, std::size_t begin) {
    line.tokens.push_back(
        {std::string(text), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)}});
  }

  void read_directive(Line& line) {
    std::vector<Token>& tokens = line.tokens;
    if (!block_.empty()) {
      if (tokens.front().text == ")")
        block_.clear();
      else
        read_entry(block_, line);
      return;
    }
    std::string verb = std::move(tokens.front().text);
    tokens.erase(tokens.begin());
    if (!tokens.empty() && tokens.front().text == "(") {
      bool closed = tokens.back().text == ")";
      if (tokens.size() > (closed ? 2u : 1u)) malformed("has text after `(`");
      if (!closed) block_ = verb;
      return;
    }
    read_entry(verb, line);
  }

  void read_entry(const std::string& verb, const Line& line) {
    const std::vector<Token>& tokens = line.tokens;
    if (verb == "require") {
      if (tokens.size() != 2 || tokens[0].text.empty()) return malformed("is no requirement");
      requires_.push_back({.ecosystem = "Go",
                           .name = tokens[0].text,
                           .version = tokens[1].text,
                           .scope = Scope::kRuntime,
                           .direct = !is_indirect(line.comment),
                           .span = {tokens[0].span.begin, tokens[1].span.end}});
    } else if (verb == "replace") {
      read_replace(tokens);
    } else if (verb == "exclude") {
      if (tokens.size() != 2) return malformed("excludes no version");
      excluded_.insert({tokens[0].text, tokens[1].text});
    } else if (verb == "go" || verb == "toolchain") {
      if (tokens.size() != 1) return malformed("names no release of Go");
      read_release(verb, tokens[0]);
    } else if (verb != "module" && verb != "retract" && verb != "tool" && verb != "godebug" &&
               verb != "ignore") {
      malformed("begins with `" + verb + "`, which is no directive");
    }
  }

  // "// indirect", also as the first of several remarks.
  static bool is_indirect(std::string_view comment) {
    comment.remove_prefix(std::min(comment.find_first_not_of(" \t"), comment.size()));
    return comment.starts_with("indirect") &&
           (comment.size() == 8 || comment[8] == ';' || comment[8] == ' ' || comment[8] == '\r');
  }

  // "old [v] => new [v]"; without a version the new one is a folder of this machine.
  void read_replace(const std::vector<Token>& tokens) {
    std::size_t arrow = 0;
    while (arrow < tokens.size() && tokens[arrow].text != "=>") ++arrow;
    std::size_t after = tokens.size() - std::min(arrow + 1, tokens.size());
    if (arrow < 1 || arrow > 2 || after < 1 || after > 2) return malformed("replaces nothing");
    Module old = {tokens[0].text, arrow == 2 ? tokens[1].text : std::string()};
    replaced_[old] = {tokens[arrow + 1].text, after == 2 ? tokens[arrow + 2].text : std::string()};
  }

  // A toolchain is at least as new as the release that "go" asks for, and is what builds the
  // module.
  void read_release(const std::string& verb, const Token& token) {
    std::string version = token.text;
    if (version == "default") return;
    if (version.starts_with("go")) version.erase(0, 2);
    // Since Go 1.17 all modules of the build stand here.
    constexpr std::string_view kComplete = "1.17";
    if (verb == "go" &&
        ordering_key(Ordering::kGo, version) >= ordering_key(Ordering::kGo, kComplete))
      content_.pins = "Go";
    // "go1.21.4-custom" is somebody's build of 1.21.4.
    version.erase(std::min(version.find('-'), version.size()));
    if (stdlib_ && verb != "toolchain") return;
    stdlib_ = LockedPackage{.ecosystem = "Go",
                            .name = "stdlib",
                            .version = std::move(version),
                            .scope = Scope::kRuntime,
                            .direct = true,
                            .span = token.span};
  }

  void finish() {
    for (LockedPackage& package : requires_) {
      auto replacement = replaced_.find({package.name, package.version});
      if (replacement == replaced_.end()) replacement = replaced_.find({package.name, ""});
      if (replacement != replaced_.end()) {
        const auto& [path, version] = replacement->second;
        // The sources in a folder are some version of the module: it is a component, of no version.
        if (!version.empty()) package.name = path;
        package.version = version;
      } else if (excluded_.contains({package.name, package.version})) {
        package.version.clear();  // Go takes the next one that there is
      }
      content_.packages.push_back(std::move(package));
    }
    if (stdlib_) content_.packages.push_back(std::move(*stdlib_));
  }

  std::string_view text_;
  LockfileContent& content_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::string block_;  // the verb of the open block
  std::string notice_;
  std::vector<LockedPackage> requires_;
  std::map<Module, Module> replaced_;
  std::set<Module> excluded_;
  std::optional<LockedPackage> stdlib_;
};

}  // namespace

bool wants_go_mod(std::string_view, std::string_view base) { return base == "go.mod"; }

void read_go_mod(const LockfileInput& input, LockfileContent& content) {
  GoModReader(input.text, content).read();
}

}  // namespace scan::sca

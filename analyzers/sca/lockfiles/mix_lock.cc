// Elixir's mix.lock, one term of Elixir (hexdocs.pm/mix, Mix.Dep.Lock):
//
//   %{
//     "plug": {:hex, :plug, "1.14.0", "INNER", [:mix], [{:mime, "~> 2.0", [hex: :mime, ...]}],
//              "hexpm", "OUTER"},
//     "fork": {:git, "https://example.org/fork.git", "COMMIT", [tag: "v1"]},
//   }
//
// Only tuples, lists, atoms, strings and keywords stand in it. They are read as a flat row of
// tokens: what is deeper than an entry's own tuple and its list of dependencies does not matter.
#include <vector>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/name_index.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

constexpr std::string_view kEcosystem = "Hex";

struct Token {
  char kind = '\0';       // '"' a string, ':' an atom, 'k' a key, 'w' a word, else the character
  std::string_view text;  // of a string, atom, key or word
  Span span;
};

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  /// False at the end; a string that has none is the end, too.
  bool next(Token& token) {
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '#') at_ = std::min(text_.find('\n', at_), text_.size());
      if (at_ == text_.size()) return false;
      if (std::string_view(" \t\r\n,").find(text_[at_]) == std::string_view::npos) break;
    }
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    const char c = text_[at_++];
    token.kind = c;
    if (c == '"' || (c == ':' && text_.substr(at_).starts_with('"'))) {
      if (c == ':') ++at_;
      const std::size_t first = at_;
      while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
      if (at_ >= text_.size()) return false;
      token.text = text_.substr(first, at_++ - first);
    } else if (c == ':' || is_word(c)) {
      const std::size_t first = c == ':' ? at_ : begin;
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
      token.text = text_.substr(first, at_ - first);
      if (c != ':') token.kind = 'w';
    }
    const bool is_key = (token.kind == '"' || token.kind == 'w') && at_ < text_.size() &&
                        text_[at_] == ':' && text_.substr(at_, 2) != "::";
    if (is_key) {
      token.kind = 'k';
      ++at_;
    }
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    return true;
  }

 private:
  static bool is_word(char c) {
    return base::is_alphanumeric(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '!' ||
           c == '?' || static_cast<unsigned char>(c) >= 0x80;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class MixLockReader {
 public:
  explicit MixLockReader(LockfileContent& content) : content_(content), names_(content) {}

  void read(std::string_view text) {
    Tokens tokens(text);
    Token token;
    std::size_t depth = 0;  // 1 in the map, 2 in an entry, 4 in one of its dependencies
    Token key;
    while (tokens.next(token)) {
      any_ = true;
      if (token.kind == '{' || token.kind == '[') {
        if (++depth == 2 && key.kind != '\0') fields_.clear();
        if (depth == 4 && token.kind == '{') expects_dependency_ = true;
      } else if (token.kind == '}' || token.kind == ']') {
        if (depth == 0) {
          content_.notices.push_back(invalid_lockfile("a bracket closes nothing"));
          break;
        }
        if (depth-- == 2 && key.kind != '\0') add(key, token.span.end);
        if (depth == 1) key = {};
      } else if (depth == 1 && (token.kind == 'k' || token.kind == '"' || token.kind == ':')) {
        key = token;  // "name" => {...} is another way to write it
        required_.clear();
      } else if (depth == 2) {
        fields_.push_back(token);
      } else if (depth == 4 && expects_dependency_ && token.kind == ':') {
        required_.push_back(token.text);
        expects_dependency_ = false;
      }
    }
    names_.link();
    call_unrequired_direct(content_);
    if (depth != 0 && any_) content_.notices.push_back(invalid_lockfile("is cut off"));
  }

 private:
  void add(const Token& key, std::uint32_t end) {
    const std::string_view type = fields_.empty() ? std::string_view() : fields_[0].text;
    LockedPackage package{
        .ecosystem = kEcosystem, .name = std::string(key.text), .span = {key.span.begin, end}};
    if (package.name.empty()) return;
    if (type == "hex" && fields_.size() >= 3) {
      package.name = fields_[1].text;
      package.version = fields_[2].text;
      // The checksum of the archive, where there is one: that of its parts is of no use to others.
      if (fields_.size() >= 6) add_hex_digest(fields_.back().text, package.hashes);
    } else if (type == "git" && fields_.size() >= 2) {
      package.origin = fields_[1].text;
    }
    if (package.name.empty()) return;
    const std::uint32_t position = names_.add(std::string(key.text), std::move(package)).first;
    for (std::string_view name : required_) names_.depends(position, std::string(name));
  }

  LockfileContent& content_;
  PackageNames names_;
  std::vector<Token> fields_;
  std::vector<std::string_view> required_;
  bool expects_dependency_ = false;
  bool any_ = false;
};

}  // namespace

bool wants_mix_lock(std::string_view, std::string_view base) { return base == "mix.lock"; }

void read_mix_lock(const LockfileInput& input, LockfileContent& content) {
  MixLockReader(content).read(input.text);
}

}  // namespace scan::sca

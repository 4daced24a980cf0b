// Ruby's *.gemspec (guides.rubygems.org, "Specification reference"): a program, of which the calls
// that add dependencies are read as they are usually written, with a name and versions in quotes.
#include "sca/lockfile.h"
#include "sca/lockfiles/lines.h"

namespace scan::sca {
namespace {

struct Call {
  std::string_view name;
  Scope scope;
};
constexpr Call kCalls[] = {{".add_dependency", Scope::kRuntime},
                           {".add_runtime_dependency", Scope::kRuntime},
                           {".add_development_dependency", Scope::kDev}};

// The next text in quotes, also as %q<name>, which `gem build` writes.
std::string_view take_string(std::string_view& text) {
  const std::size_t begin = text.find_first_of("\"'<#");
  if (begin == text.npos || text[begin] == '#') return {};
  const char quote = text[begin];
  const bool is_word = quote == '<';
  if (is_word && (begin < 2 || text[begin - 2] != '%')) return {};
  const std::size_t end = text.find(is_word ? '>' : quote, begin + 1);
  if (end == text.npos) return {};
  const std::string_view taken = text.substr(begin + 1, end - begin - 1);
  text.remove_prefix(end + 1);
  return taken;
}

}  // namespace

bool wants_gemspec(std::string_view, std::string_view base) {
  return base.ends_with(".gemspec") && base.size() > 8;
}

void read_gemspec(const LockfileInput& input, LockfileContent& content) {
  Lines lines(input.text);
  for (Line line; lines.next(line);) {
    const std::string_view text = line.trimmed();
    if (text.starts_with('#')) continue;
    for (const Call& call : kCalls) {
      const std::size_t at = text.find(call.name);
      std::string_view rest = at == text.npos ? "" : text.substr(at + call.name.size());
      if (!rest.starts_with('(') && !rest.starts_with(' ')) continue;
      const std::string_view name = take_string(rest);
      if (name.empty() || name.find("#{") != name.npos) continue;
      // "= 1.0", or "1.0", pins; more than one requirement is a range.
      std::string_view version = take_string(rest);
      if (version.starts_with('=')) version = base::trimmed(version.substr(1));
      const bool is_pin = !version.empty() && base::is_digit(version[0]) &&
                          version.find_first_of(", ") == version.npos && take_string(rest).empty();
      content.packages.push_back({.ecosystem = "RubyGems",
                                  .name = std::string(name),
                                  .version = std::string(is_pin ? version : ""),
                                  .scope = call.scope,
                                  .direct = true,
                                  .span = line.span});
    }
  }
}

}  // namespace scan::sca

// Each syntax has a walk over its top level alone: the lines with the first indentation for YAML,
// the strings at depth 1 for JSON, the headers and the keys before the first of them for TOML.
#include "rules/sniff.h"

#include <algorithm>
#include <initializer_list>

namespace scan::rules {

using document::Document;
using document::Kind;
using document::Syntax;
using document::Value;

namespace {

// Which of the tell-tale keys stand at the top level.
struct Seen {
  bool rules = false;
  bool metadata = false;
  bool definition = false;

  void note(std::string_view key) {
    rules |= key == "rules";
    metadata |= key == "metadata";
    definition |= key == "definition";
  }
  bool rule_file() const { return rules || (metadata && definition); }
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view unquote(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// Takes the first line off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

bool looks_like_yaml_rules(std::string_view text) {
  Seen seen;
  std::size_t indentation = text.npos;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t first = line.find_first_not_of(" \t\r");
    // A key of the top level: most lines are told apart here by their indentation.
    if (first == line.npos || (indentation != line.npos && first != indentation)) continue;
    if (line[first] == '#' || line[first] == '%' || line.starts_with("---")) continue;
    indentation = first;
    const std::size_t colon = line.find(':');
    if (colon != line.npos) seen.note(unquote(trim(line.substr(first, colon - first))));
  }
  return seen.rule_file();
}

bool looks_like_json_rules(std::string_view text) {
  Seen seen;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') depth -= depth > 0;
    if (c != '"') continue;
    const std::size_t begin = at + 1;
    while (++at < text.size() && text[at] != '"') at += text[at] == '\\';
    if (depth == 1 && at < text.size()) seen.note(text.substr(begin, at - begin));
  }
  return seen.rule_file();
}

bool looks_like_toml_rules(std::string_view text) {
  while (!text.empty()) {
    std::string_view line = trim(take_line(text));
    if (!line.starts_with('[')) continue;
    const std::size_t brackets = line.starts_with("[[") ? 2 : 1;
    const std::size_t end = line.find(']');
    if (end == line.npos) continue;
    const std::string_view header = unquote(trim(line.substr(brackets, end - brackets)));
    const bool list = brackets == 2;
    if (list ? header == "rules" || header == "allowlists"
             : header == "extend" || header == "allowlist")
      return true;
  }
  return false;
}

// Semgrep's rules and Kingfisher's both stand in a list `rules:` and have an id. What a rule must
// have besides is different, and so a misspelt key does not make one the other.
bool is_kingfisher_rule(const Value& rule) {
  const auto count = [&rule](std::initializer_list<std::string_view> keys) {
    return std::ranges::count_if(keys,
                                 [&](std::string_view key) { return rule.find(key) != nullptr; });
  };
  return count({"name", "min_entropy", "confidence", "visible", "examples", "negative_examples",
                "depends_on_rule", "validation", "pattern_requirements"}) >
         count({"languages", "message", "severity", "mode", "metadata", "patterns",
                "pattern-either", "pattern-regex"});
}

}  // namespace

std::optional<Syntax> sniff(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return std::nullopt;
  if (text[first] == '{' && looks_like_json_rules(text)) return Syntax::kJson;
  // YAML first: a line like a TOML header is likelier in a pattern than `rules:` in a TOML string.
  if (looks_like_yaml_rules(text)) return Syntax::kYaml;
  if (looks_like_toml_rules(text)) return Syntax::kToml;
  return std::nullopt;
}

std::optional<Format> format_of(Syntax syntax, const Document& document) {
  const Value& root = document.root();
  const Value* rules = root.find("rules");
  if (syntax == Syntax::kToml) {
    for (const std::string_view key : {"rules", "extend", "allowlist", "allowlists"})
      if (root.find(key) != nullptr) return Format::kGitleaks;
    return std::nullopt;
  }
  if (root.find("apiVersion") != nullptr) return std::nullopt;
  if (rules != nullptr && rules->kind != Kind::kMapping)
    return std::ranges::any_of(rules->items,
                               [](const Value* rule) { return is_kingfisher_rule(*rule); })
               ? Format::kKingfisher
               : Format::kSemgrep;
  if (root.find("metadata") != nullptr && root.find("definition") != nullptr)
    return Format::kCheckov;
  return std::nullopt;
}

}  // namespace scan::rules

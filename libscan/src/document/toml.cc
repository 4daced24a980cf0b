// toml++ parses; its tree is copied into ours in the order of the file. The copy is needed for the
// spans: toml++ gives lines and columns of code points, and orders a table by key. The only
// translation unit that sees toml++, and the only one in which something may throw.
#include <toml++/toml.h>

#include <algorithm>
#include <vector>

#include "document/code_point_index.h"
#include "document/parsers.h"

namespace scan::document {
namespace {

// toml++ recurses when it frees a tree and bounds the nesting of brackets, but not of dotted keys.
// Finds the place at which a key, with the brackets around it, becomes deeper than `max_depth`.
std::optional<std::uint32_t> find_deep_key(std::string_view text, std::uint32_t max_depth) {
  std::vector<std::uint32_t> dots = {0};  // of the key being read, in each open bracket
  std::size_t depth = 0;                  // their sum, and the brackets
  const auto skip_string = [&](std::size_t at) {
    const std::string_view quote = text.substr(at, 1);
    const std::string triple(3, quote[0]);
    const bool multi_line = text.substr(at, 3) == triple;
    for (at += multi_line ? 3 : 1; at < text.size(); ++at) {
      if (text[at] == '\\' && quote == "\"")
        ++at;
      else if (!multi_line && (text[at] == '\n' || text[at] == quote[0]))
        return at;
      else if (multi_line && text.substr(at, 3) == triple)
        return at + 2;
    }
    return at;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '"':
      case '\'':
        at = skip_string(at);
        break;
      case '#':
        at = std::min(text.find('\n', at), text.size());
        break;
      case '.':
        ++dots.back();
        if (++depth > max_depth) return static_cast<std::uint32_t>(at);
        break;
      case '[':
      case '{':
        dots.push_back(0);
        if (++depth > max_depth) return static_cast<std::uint32_t>(at);
        break;
      case ']':
      case '}':
        depth -= dots.back() + (dots.size() > 1);
        dots.back() = 0;
        if (dots.size() > 1) dots.pop_back();
        break;
      case ',':
      case '\n':
        depth -= dots.back();
        dots.back() = 0;
        break;
      default:
        break;
    }
  }
  return std::nullopt;
}

class TomlReader {
 public:
  TomlReader(std::string_view text, std::uint32_t begin, TreeBuilder& builder)
      : text_(text), begin_(begin), builder_(builder), index_(text) {
    lines_.push_back(begin);
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
      lines_.push_back(static_cast<std::uint32_t>(at + 1));
  }

  std::optional<SyntaxError> read();

 private:
  void add_before(std::size_t at);
  bool add(const toml::node& node);
  bool add_table(const toml::table& table);
  bool add_scalar(const toml::node& node);

  std::uint32_t offset(const toml::source_position& position) const {
    if (position.line == 0) return begin_;
    if (position.line > lines_.size()) return static_cast<std::uint32_t>(text_.size());
    const std::size_t line = index_.code_point_at(lines_[position.line - 1]);
    return index_.offset_of(line + position.column - 1);
  }
  Span span(const toml::source_region& region) const {
    const std::uint32_t begin = offset(region.begin);
    return {begin, std::max(begin, offset(region.end))};
  }
  bool within_limits(bool yes, Span span) {
    if (!yes && !error_) error_ = limit_error(builder_, span);
    return yes;
  }

  const std::string_view text_;
  const std::uint32_t begin_;
  TreeBuilder& builder_;
  const CodePointIndex index_;
  std::vector<std::uint32_t> lines_;
  std::optional<SyntaxError> error_;
};

std::optional<SyntaxError> TomlReader::read() {
  constexpr std::uint32_t kMaxDepth = TOML_MAX_NESTED_VALUES;
  if (const auto at = find_deep_key(text_.substr(begin_), kMaxDepth))
    return SyntaxError{{begin_ + *at, begin_ + *at + 1}, "the nesting is too deep", {}};
  try {
    add_table(toml::parse(text_.substr(begin_)));
  } catch (const toml::parse_error& error) {
    const std::uint32_t at = offset(error.source().begin);
    add_before(at);
    std::string message(error.description());
    if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z')
      message[0] = static_cast<char>(message[0] - 'A' + 'a');
    return SyntaxError{{at, at + 1}, std::move(message), {}};
  } catch (const std::exception& error) {
    return SyntaxError{{begin_, begin_}, error.what(), {}};
  }
  return std::move(error_);
}

// The values before the last header of a table before the error at `at`. A line that begins with a
// bracket may be an item of a list instead: a few of them are tried.
void TomlReader::add_before(std::size_t at) {
  constexpr int kMaxTries = 4;
  for (int i = 0; i < kMaxTries; ++i) {
    const std::size_t line_break = at == 0 ? text_.npos : text_.rfind("\n[", at - 1);
    if (line_break == text_.npos || line_break < begin_) return;
    try {
      add_table(toml::parse(text_.substr(begin_, line_break + 1 - begin_)));
      return;
    } catch (const toml::parse_error&) {
      at = line_break;
    }
  }
}

// Bounded recursion: the depth of `node` is that of the builder's frames.
bool TomlReader::add(const toml::node& node) {
  if (const toml::table* table = node.as_table()) return add_table(*table);
  const toml::array* array = node.as_array();
  if (array == nullptr) return add_scalar(node);
  const Span place = span(node.source());
  if (!within_limits(builder_.open(Kind::kSequence, place.begin), place)) return false;
  for (const toml::node& item : *array)
    if (!add(item)) return false;
  return within_limits(builder_.close(place.end), place);
}

bool TomlReader::add_table(const toml::table& table) {
  struct Entry {
    Span key_span;
    const toml::key* key;
    const toml::node* value;
  };
  std::vector<Entry> entries;
  entries.reserve(table.size());
  for (auto it = table.begin(); it != table.end(); ++it)
    entries.push_back({span(it->first.source()), &it->first, &it->second});
  std::ranges::sort(entries, {}, [](const Entry& entry) { return entry.key_span; });

  const Span place = span(table.source());
  if (!within_limits(builder_.open(Kind::kMapping, place.begin), place)) return false;
  for (const Entry& entry : entries) {
    builder_.key(builder_.store(entry.key->str()), entry.key_span);
    if (!add(*entry.value)) return false;
  }
  return within_limits(builder_.close(place.end), place);
}

bool TomlReader::add_scalar(const toml::node& node) {
  Value* value = builder_.scalar(Kind::kString, span(node.source()));
  value->text = text_.substr(value->span.begin, value->span.size());
  if (const auto* string = node.as_string()) {
    value->text = builder_.store(string->get());
  } else if (const auto* integer = node.as_integer()) {
    value->kind = Kind::kInt;
    value->integer = integer->get();
    value->number = static_cast<double>(integer->get());
  } else if (const auto* number = node.as_floating_point()) {
    value->kind = Kind::kFloat;
    value->number = number->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value->kind = Kind::kBool;
    value->boolean = boolean->get();
  }  // else a date or a time: a string, as written
  return within_limits(builder_.add(value), value->span);
}

}  // namespace

std::optional<SyntaxError> parse_toml(std::string_view text, std::uint32_t begin,
                                      TreeBuilder& builder) {
  return TomlReader(text, begin, builder).read();
}

}  // namespace scan::document

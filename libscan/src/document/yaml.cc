// libyaml's events become values as they come. Its marks count code points, ours count bytes.
// Anchors are kept with the size and height of what they name, so that an alias is charged without
// a walk; an anchor whose value is still open names nothing yet, so that no cycle can arise.
#include <yaml.h>

#include <algorithm>
#include <unordered_map>

#include "document/code_point_index.h"
#include "document/parsers.h"
#include "document/scalar.h"

namespace scan::document {
namespace {

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

// libyaml's words where ours are plainer; the rest is passed on.
struct Wording {
  std::string_view theirs;
  std::string_view ours;
};
constexpr Wording kWordings[] = {
    {"mapping values are not allowed in this context", "mapping values are not allowed here"},
    {"block sequence entries are not allowed in this context", "list items are not allowed here"},
    {"mapping keys are not allowed in this context", "mapping keys are not allowed here"},
    {"did not find expected key", "expected a key of the mapping or its end"},
    {"did not find expected '-' indicator", "expected the next `-` of the list or its end"},
    {"did not find expected ',' or ']'", "expected `,` or `]`"},
    {"did not find expected ',' or '}'", "expected `,` or `}`"},
    {"did not find expected node content", "expected a value"},
    {"did not find expected <document start>", "expected the end of the document"},
    {"could not find expected ':'", "expected `:` after the key"},
    {"found unexpected end of stream", "the text ends within a quoted string"},
    {"found unexpected document indicator", "the document ends within a quoted string"},
    {"found character that cannot start any token", "no value can begin with this character"},
    {"found a tab character where an indentation space is expected", "a tab cannot indent"},
    {"found a tab character that violates indentation", "a tab cannot indent"},
    {"control characters are not allowed", "control characters are not allowed here"},
};

// libyaml compares each %TAG directive with all before it. The offset of the first beyond reason.
std::optional<std::uint32_t> find_excess_directive(std::string_view text) {
  constexpr int kMaxDirectives = 100;
  constexpr std::string_view kDirective = "%TAG";
  int count = 0;
  for (std::size_t at = text.find(kDirective); at != text.npos;
       at = text.find(kDirective, at + 1)) {
    const bool begins_line = at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
    if (begins_line && ++count > kMaxDirectives) return static_cast<std::uint32_t>(at);
  }
  return std::nullopt;
}

class YamlReader {
 public:
  YamlReader(std::string_view text, std::uint32_t begin, TreeBuilder& builder)
      : text_(text), begin_(begin), builder_(builder), index_(text.substr(begin)) {
    ready_ = yaml_parser_initialize(&parser_) != 0;
    if (!ready_) return;
    yaml_parser_set_input_string(
        &parser_, reinterpret_cast<const unsigned char*>(text.data() + begin), text.size() - begin);
    // Said here, or libyaml guesses UTF-16 from the first two bytes.
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~YamlReader() {
    if (ready_) yaml_parser_delete(&parser_);
  }
  YamlReader(const YamlReader&) = delete;
  YamlReader& operator=(const YamlReader&) = delete;

  std::optional<SyntaxError> read() {
    if (!ready_) return out_of_memory();
    for (bool more = true; more && !error_;) {
      yaml_event_t event;
      if (yaml_parser_parse(&parser_, &event) == 0) return syntax_error();
      more = event.type != YAML_STREAM_END_EVENT;
      handle(event);
      yaml_event_delete(&event);
    }
    return std::move(error_);
  }

 private:
  struct OpenAnchor {
    std::size_t depth;
    std::string name;
  };

  void handle(const yaml_event_t& event);
  void handle_scalar(const yaml_event_t& event);
  void handle_alias(const yaml_event_t& event);
  void open(const yaml_event_t& event, Kind kind, const unsigned char* anchor,
            const unsigned char* tag);
  void close(const yaml_event_t& event);

  std::uint32_t offset(const yaml_mark_t& mark) const {
    return begin_ + index_.offset_of(mark.index);
  }
  Span span_of(const yaml_event_t& event, bool has_properties) const;
  std::string_view stored(const char* data, std::size_t size, Span span);
  std::string_view tag_of(const unsigned char* tag);
  void fail(Span span, std::string message) {
    if (!error_) error_ = SyntaxError{span, std::move(message), {}};
  }
  void check(bool within_limits, Span span) {
    if (!within_limits && !error_) error_ = limit_error(builder_, span);
  }
  SyntaxError syntax_error() const;
  SyntaxError out_of_memory() const {
    return {{begin_, begin_}, "there is not enough memory to parse this", {}};
  }

  const std::string_view text_;
  const std::uint32_t begin_;
  TreeBuilder& builder_;
  const CodePointIndex index_;
  yaml_parser_t parser_;
  bool ready_ = false;
  std::unordered_map<std::string, Subtree> anchors_;  // value null: still open
  std::vector<OpenAnchor> open_anchors_;
  std::size_t depth_ = 0;
  std::optional<SyntaxError> error_;
};

std::string_view view(const unsigned char* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

void YamlReader::handle(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      // clear() would go through the buckets of the largest document yet, for each small one.
      if (!anchors_.empty()) anchors_ = decltype(anchors_)();
      break;
    case YAML_SCALAR_EVENT:
      handle_scalar(event);
      break;
    case YAML_ALIAS_EVENT:
      handle_alias(event);
      break;
    case YAML_SEQUENCE_START_EVENT:
      open(event, Kind::kSequence, event.data.sequence_start.anchor, event.data.sequence_start.tag);
      break;
    case YAML_MAPPING_START_EVENT:
      open(event, Kind::kMapping, event.data.mapping_start.anchor, event.data.mapping_start.tag);
      break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      close(event);
      break;
    default:
      break;
  }
}

void YamlReader::open(const yaml_event_t& event, Kind kind, const unsigned char* anchor,
                      const unsigned char* tag) {
  const Span span = span_of(event, anchor != nullptr || tag != nullptr);
  if (builder_.wants_key()) return fail(span, "a key must be a scalar");
  check(builder_.open(kind, span.begin, tag_of(tag)), {span.begin, span.begin + 1});
  if (anchor != nullptr) {
    anchors_[std::string(view(anchor))] = {};
    open_anchors_.push_back({depth_, std::string(view(anchor))});
  }
  ++depth_;
}

void YamlReader::close(const yaml_event_t& event) {
  // A block's end is where the next token begins: the last child knows better where it ended.
  const bool flow = event.end_mark.index > event.start_mark.index;
  const std::uint32_t end = flow ? offset(event.end_mark) : 0;
  --depth_;
  check(builder_.close(end), {end, end});
  if (error_ || open_anchors_.empty() || open_anchors_.back().depth != depth_) return;
  // An anchor of the same name inside is the later one and stays.
  Subtree& named = anchors_[open_anchors_.back().name];
  if (named.value == nullptr) named = builder_.last();
  open_anchors_.pop_back();
}

void YamlReader::handle_alias(const yaml_event_t& event) {
  const Span span = span_of(event, false);
  const std::string name(view(event.data.alias.anchor));
  const auto found = anchors_.find(name);
  if (found == anchors_.end())
    return fail(span, "there is no anchor `&" + name + "` before this alias");
  if (found->second.value == nullptr)
    return fail(span, "the alias stands inside the value that `&" + name + "` names");
  if (!builder_.wants_key()) return check(builder_.add_shared(found->second, span.end), span);
  if (!found->second.value->is_scalar()) return fail(span, "a key must be a scalar");
  builder_.key(found->second.value->text, span);
}

void YamlReader::handle_scalar(const yaml_event_t& event) {
  const auto& scalar = event.data.scalar;
  const bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
  const Span span = span_of(event, scalar.anchor != nullptr || scalar.tag != nullptr);
  const std::string_view content =
      stored(reinterpret_cast<const char*>(scalar.value), scalar.length, span);
  const bool is_key = builder_.wants_key();
  if (is_key && scalar.anchor == nullptr) {
    if (plain && content == "<<")
      builder_.merge_key(span);
    else
      builder_.key(content, span);
    return;
  }
  Value* value = builder_.scalar(Kind::kString, span);
  value->text = content;
  value->tag = tag_of(scalar.tag);
  const std::string_view tag = view(scalar.tag);
  const bool resolve =
      tag.empty() ? plain : tag.starts_with(kCoreTag) && tag != "tag:yaml.org,2002:str";
  if (resolve) resolve_plain_scalar(*value);
  if (is_key)
    builder_.key(content, span);
  else
    check(builder_.add(value), span);
  if (scalar.anchor != nullptr) anchors_[std::string(view(scalar.anchor))] = {value, 1, 0};
}

// The content as a part of the text where it stands there unchanged, which is nearly always, else a
// copy.
std::string_view YamlReader::stored(const char* data, std::size_t size, Span span) {
  const std::string_view content(data, size);
  for (const std::uint32_t quote : {0u, 1u})
    if (span.size() == size + 2 * quote && text_.substr(span.begin + quote, size) == content)
      return text_.substr(span.begin + quote, size);
  return builder_.store(content);
}

std::string_view YamlReader::tag_of(const unsigned char* tag) {
  std::string_view name = view(tag);
  if (name.starts_with(kCoreTag)) return {};
  if (name.starts_with('!')) name.remove_prefix(1);
  return builder_.store(name);
}

// An event's marks include the anchor and the tag before the value, and, for a block scalar, the
// empty lines after it.
Span YamlReader::span_of(const yaml_event_t& event, bool has_properties) const {
  Span span{offset(event.start_mark), offset(event.end_mark)};
  const bool block =
      event.type == YAML_SCALAR_EVENT && (event.data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
                                          event.data.scalar.style == YAML_FOLDED_SCALAR_STYLE);
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  if (block)
    while (span.end > span.begin && is_space(text_[span.end - 1])) --span.end;
  if (!has_properties) return span;
  // For a block collection the event ends where its first child begins: skip to that, not to its
  // end.
  const auto limit = static_cast<std::uint32_t>(text_.size());
  std::uint32_t at = span.begin;
  const auto skip_while = [&](auto predicate) {
    while (at < limit && predicate(text_[at])) ++at;
  };
  while (at < limit) {
    if (text_[at] == '#')
      skip_while([](char c) { return c != '\n'; });
    else if (text_[at] == '&' || text_[at] == '!')
      skip_while([&](char c) { return !is_space(c); });
    else if (is_space(text_[at]))
      skip_while(is_space);
    else
      break;
  }
  if (event.type == YAML_SCALAR_EVENT) at = std::min(at, span.end);
  return {at, std::max(at, span.end)};
}

SyntaxError YamlReader::syntax_error() const {
  if (parser_.error == YAML_MEMORY_ERROR) return out_of_memory();
  SyntaxError error;
  // The reader speaks of bytes, the scanner and the parser of code points.
  const std::uint32_t at = parser_.error == YAML_READER_ERROR
                               ? begin_ + static_cast<std::uint32_t>(parser_.problem_offset)
                               : offset(parser_.problem_mark);
  error.span = {at, at + 1};
  const std::string_view problem = parser_.problem == nullptr ? "malformed YAML" : parser_.problem;
  error.message = problem;
  for (const Wording& wording : kWordings)
    if (wording.theirs == problem) error.message = wording.ours;
  if (at < text_.size() && text_[at] == '\t' &&
      problem == "found character that cannot start any token")
    error.message = "a tab cannot indent";
  if (parser_.context != nullptr && parser_.error != YAML_READER_ERROR &&
      parser_.context_mark.line != parser_.problem_mark.line)
    error.hint = std::string(parser_.context) + " that begins on line " +
                 std::to_string(parser_.context_mark.line + 1);
  return error;
}

}  // namespace

std::optional<SyntaxError> parse_yaml(std::string_view text, std::uint32_t begin,
                                      TreeBuilder& builder) {
  if (const auto at = find_excess_directive(text))
    return SyntaxError{{*at, *at + 4}, "there are too many %TAG directives", {}};
  return YamlReader(text, begin, builder).read();
}

}  // namespace scan::document

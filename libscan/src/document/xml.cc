// XML 1.0 (w3.org/TR/xml) as far as files of packages use it. Read here, as no parser at hand tells
// where an element ends. Entities other than the five predefined stay as they are written, so that
// no document expands; a document type is skipped. Open elements are on the heap.
#include <charconv>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "document/parsers.h"

namespace scan::document {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kAfterName = " \t\r\n/>=<\"'&";

class XmlReader {
 public:
  XmlReader(std::string_view text, std::uint32_t begin, TreeBuilder& builder)
      : text_(text),
        size_(static_cast<std::uint32_t>(text.size())),
        builder_(builder),
        at_(begin) {}

  std::optional<SyntaxError> read() {
    if (text_.find_first_not_of(kBlanks, at_) == text_.npos) return std::nullopt;
    if (!builder_.open(Kind::kMapping, at_)) return limit_error(builder_, {at_, at_ + 1});
    while (at_ < size_)
      if (!read_text() || !read_markup()) break;
    if (!error_ && !elements_.empty()) fail(elements_.back().name_span, "this element has no end");
    if (!error_ && !has_root_) fail({at_ - 1, at_}, "there is no element");
    if (error_) return std::move(error_);
    builder_.close(size_);
    return std::nullopt;
  }

 private:
  struct Element {
    Span name_span;
    std::uint32_t begin;
    bool is_open = false;   // in the builder: it has an attribute or a child
    std::size_t text;       // where its text begins in texts_
    std::uint32_t text_at;  // where the first of it stands
  };

  // Each returns false when it has set error_.
  bool read_text();
  bool read_markup();
  bool read_start();
  bool read_attribute();
  bool read_end();
  bool end_element();
  bool skip_until(std::string_view end, std::uint32_t skipped);
  bool skip_document_type();
  bool open_innermost();
  bool add_string(std::string_view text, Span span);
  void append_text(std::string_view raw, bool expand);

  std::string_view name_at(std::uint32_t at) const {
    return text_.substr(at, std::min<std::size_t>(text_.find_first_of(kAfterName, at), size_) - at);
  }
  void skip_blanks() {
    at_ = static_cast<std::uint32_t>(
        std::min<std::size_t>(text_.find_first_not_of(kBlanks, at_), size_));
  }
  bool fail(Span span, std::string message) {
    error_ = SyntaxError{span, std::move(message), {}};
    return false;
  }
  bool fail_here(std::string message) {
    const std::uint32_t at = std::min(at_, size_ - 1);
    return fail({at, at + 1}, std::move(message));
  }

  const std::string_view text_;
  const std::uint32_t size_;
  TreeBuilder& builder_;
  std::uint32_t at_;
  std::vector<Element> elements_;
  std::string texts_;  // of all open elements, one after the other
  bool has_root_ = false;
  std::optional<SyntaxError> error_;
};

// Appends `raw` with its references replaced: the predefined ones and those of characters.
void append_expanded(std::string_view raw, std::string& out) {
  struct Entity {
    std::string_view name;
    char character;
  };
  constexpr Entity kEntities[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"apos", '\''}, {"quot", '"'}};
  constexpr std::size_t kLongest = 12;
  while (!raw.empty()) {
    const std::size_t mark = std::min(raw.find('&'), raw.size());
    out.append(raw.substr(0, mark));
    raw.remove_prefix(mark);
    const std::size_t end = raw.substr(0, kLongest).find(';');
    if (end == raw.npos) {
      out.append(raw.substr(0, 1));
      raw.remove_prefix(std::min<std::size_t>(1, raw.size()));
      continue;
    }
    std::string_view name = raw.substr(1, end - 1);
    const std::size_t before = out.size();
    if (name.starts_with('#')) {
      const bool hexadecimal = name.size() > 1 && base::to_lower(name[1]) == 'x';
      name.remove_prefix(hexadecimal ? 2 : 1);
      std::uint32_t code = 0;
      const char* last = name.data() + name.size();
      const auto [stop, failure] = std::from_chars(name.data(), last, code, hexadecimal ? 16 : 10);
      const bool is_character = code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
      if (failure == std::errc() && stop == last && is_character) base::append_utf8(code, out);
    }
    for (const Entity& entity : kEntities)
      if (entity.name == name) out.push_back(entity.character);
    if (out.size() == before) out.append(raw.substr(0, end + 1));
    raw.remove_prefix(end + 1);
  }
}

void XmlReader::append_text(std::string_view raw, bool expand) {
  Element& element = elements_.back();
  if (texts_.size() == element.text) {
    const std::size_t first = raw.find_first_not_of(kBlanks);
    if (first == raw.npos) return;
    raw.remove_prefix(first);
    element.text_at = static_cast<std::uint32_t>(raw.data() - text_.data());
  }
  if (expand)
    append_expanded(raw, texts_);
  else
    texts_.append(raw);
}

bool XmlReader::read_text() {
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('<', at_), size_));
  const std::string_view raw = text_.substr(at_, end - at_);
  if (!elements_.empty()) {
    append_text(raw, true);
  } else if (const std::size_t first = raw.find_first_not_of(kBlanks); first != raw.npos) {
    at_ += static_cast<std::uint32_t>(first);
    return fail_here("there is text outside of the outermost element");
  }
  at_ = end;
  return true;
}

bool XmlReader::read_markup() {
  if (at_ == size_) return true;
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("<!--")) return skip_until("-->", 4);
  if (rest.starts_with("<?")) return skip_until("?>", 2);
  if (rest.starts_with("<![CDATA[") && !elements_.empty()) {
    const std::uint32_t begin = at_ + 9;
    if (!skip_until("]]>", 9)) return false;
    append_text(text_.substr(begin, at_ - 3 - begin), false);
    return true;
  }
  if (rest.starts_with("<!")) return skip_document_type();
  return rest.starts_with("</") ? read_end() : read_start();
}

bool XmlReader::skip_until(std::string_view end, std::uint32_t skipped) {
  const std::size_t found = text_.find(end, at_ + skipped);
  if (found == text_.npos) return fail({at_, at_ + skipped}, "this has no end");
  at_ = static_cast<std::uint32_t>(found + end.size());
  return true;
}

// "<!DOCTYPE name ... [ declarations ]>", with what is quoted and commented in it.
bool XmlReader::skip_document_type() {
  const std::uint32_t begin = at_;
  if (has_root_) return fail_here("a declaration can stand only before the outermost element");
  bool in_subset = false;
  for (at_ += 2; at_ < size_; ++at_) {
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      const std::size_t end = text_.find(c, at_ + 1);
      if (end == text_.npos) break;
      at_ = static_cast<std::uint32_t>(end);
    } else if (text_.substr(at_, 4) == "<!--") {
      if (!skip_until("-->", 4)) return false;
      --at_;
    } else if (c == '[' || c == ']') {
      in_subset = c == '[';
    } else if (c == '>' && !in_subset) {
      ++at_;
      return true;
    }
  }
  return fail({begin, begin + 2}, "this has no end");
}

// Makes the innermost element a mapping; false past a limit.
bool XmlReader::open_innermost() {
  if (elements_.empty() || elements_.back().is_open) return true;
  elements_.back().is_open = true;
  if (builder_.open(Kind::kMapping, elements_.back().begin)) return true;
  error_ = limit_error(builder_, elements_.back().name_span);
  return false;
}

bool XmlReader::add_string(std::string_view text, Span span) {
  Value* value = builder_.scalar(Kind::kString, span);
  value->text = builder_.store(text);
  if (builder_.add(value)) return true;
  error_ = limit_error(builder_, span);
  return false;
}

bool XmlReader::read_start() {
  const std::uint32_t begin = at_++;
  const std::string_view name = name_at(at_);
  if (name.empty()) return fail({begin, at_}, "expected the name of an element after `<`");
  const Span name_span{at_, at_ + static_cast<std::uint32_t>(name.size())};
  if (elements_.empty() && has_root_) return fail(name_span, "there is a second outermost element");
  has_root_ = true;
  if (!open_innermost()) return false;
  builder_.key(name, name_span);
  elements_.push_back(
      {.name_span = name_span, .begin = begin, .text = texts_.size(), .text_at = name_span.end});
  at_ = name_span.end;
  for (;;) {
    skip_blanks();
    if (at_ == size_) return fail(name_span, "this element has no end");
    if (text_[at_] == '>') {
      ++at_;
      return true;
    }
    if (text_[at_] == '/') {
      if (text_.substr(at_, 2) != "/>") return fail_here("expected `/>`");
      at_ += 2;
      return end_element();
    }
    if (!read_attribute()) return false;
  }
}

bool XmlReader::read_attribute() {
  const std::uint32_t begin = at_;
  const std::string_view name = name_at(at_);
  if (name.empty()) return fail_here("expected the name of an attribute, or `>`");
  at_ += static_cast<std::uint32_t>(name.size());
  const Span name_span{begin, at_};
  skip_blanks();
  if (at_ == size_ || text_[at_] != '=') return fail(name_span, "expected `=` after the name");
  ++at_;
  skip_blanks();
  const char quote = at_ < size_ ? text_[at_] : '\0';
  if (quote != '"' && quote != '\'') return fail_here("expected a value in quotes");
  const std::size_t end = text_.find(quote, at_ + 1);
  if (end == text_.npos) return fail({at_, at_ + 1}, "this value has no end");
  if (!open_innermost()) return false;
  std::string key = "@", value;
  key.append(name);
  append_expanded(text_.substr(at_ + 1, end - at_ - 1), value);
  builder_.key(builder_.store(key), name_span);
  const std::uint32_t value_begin = at_;
  at_ = static_cast<std::uint32_t>(end + 1);
  return add_string(value, {value_begin, at_});
}

bool XmlReader::read_end() {
  const std::uint32_t begin = at_;
  const std::string_view name = name_at(at_ + 2);
  const Span span{begin, at_ + 2 + static_cast<std::uint32_t>(name.size())};
  if (elements_.empty()) return fail(span, "this ends no element");
  const Span open = elements_.back().name_span;
  const std::string_view expected = text_.substr(open.begin, open.size());
  if (name != expected) return fail(span, "expected `</" + std::string(expected) + ">`");
  at_ = span.end;
  skip_blanks();
  if (at_ == size_ || text_[at_] != '>') return fail(span, "expected `>`");
  ++at_;
  return end_element();
}

bool XmlReader::end_element() {
  const Element element = elements_.back();
  elements_.pop_back();
  std::string_view text = std::string_view(texts_).substr(element.text);
  text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
  bool added = true;
  if (!element.is_open) {
    added = add_string(text, {element.begin, at_});
  } else {
    if (!text.empty()) {
      builder_.key("#text", {element.text_at, element.text_at + 1});
      added = add_string(text, {element.text_at, at_});
    }
    if (added) builder_.close(at_);
  }
  texts_.resize(element.text);
  return added;
}

}  // namespace

std::optional<SyntaxError> parse_xml(std::string_view text, std::uint32_t begin,
                                     TreeBuilder& builder) {
  return XmlReader(text, begin, builder).read();
}

}  // namespace scan::document

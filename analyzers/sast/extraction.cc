// The code becomes a text of its own, and what is found in it goes back by the stretches that the
// text was put together of.
#include "sast/extraction.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "document/value.h"
#include "sast/condition_test.h"
#include "sast/string_escapes.h"

namespace scan::sast {

namespace {

Span at(std::uint32_t begin, std::size_t size) {
  return {begin, begin + static_cast<std::uint32_t>(size)};
}

// Adds what a string's content means. `content` stands at `origin` of the file.
void add_unescaped(std::string_view content, std::uint32_t origin, ExtractedText& out) {
  while (!content.empty()) {
    const std::size_t plain = std::min(content.find('\\'), content.size());
    out.add(content.substr(0, plain), origin);
    content.remove_prefix(plain);
    origin += static_cast<std::uint32_t>(plain);
    if (content.empty()) return;
    const Escape escape = read_escape(content);
    out.add(escape.text, at(origin, escape.size));
    content.remove_prefix(escape.size);
    origin += static_cast<std::uint32_t>(escape.size);
  }
}

bool add_unquoted(std::string_view literal, std::uint32_t origin, ExtractedText& out) {
  const QuotedText quoted = unquoted(literal);
  const auto begin = origin + static_cast<std::uint32_t>(quoted.begin);
  if (quoted.is_raw) {
    out.add(quoted.content, begin);
  } else {
    add_unescaped(quoted.content, begin, out);
  }
  return true;
}

// False: it is no array of strings. One whose brackets are not in `text`, as `[$...LINES]` binds
// it, is one, too.
bool add_json_array(std::string_view text, std::uint32_t origin, ExtractedText& out) {
  const bool bare = !base::trimmed(text).starts_with('[');
  const std::string array = bare ? "[" + std::string(text) + "]" : std::string(text);
  const auto parsed = document::Document::parse(document::Syntax::kJson, array, "");
  if (!parsed.ok() || parsed->root().kind != document::Kind::kSequence) return false;
  const std::uint32_t shift = origin - (bare ? 1 : 0);
  for (const document::Value* item : parsed->root().items) {
    if (item->kind != document::Kind::kString || item->span.size() < 2) return false;
    const std::uint32_t begin = item->span.begin + 1;
    add_unescaped(std::string_view(array).substr(begin, item->span.size() - 2), begin + shift, out);
  }
  return true;
}

struct Bound {
  Span span;              // in the file
  std::string_view text;  // of the file at `span`, or in other words
  bool verbatim = false;
  bool is_block = false;  // a string of whole lines, without quotes around it
};

// Whether a string is whole lines after one that opens it: "|", ">-".
bool is_block(std::string_view written) {
  return (written.starts_with('|') || written.starts_with('>')) &&
         written.find('\n') != std::string_view::npos;
}

Bound bound_text(const Binding& binding, const Target* target, std::string_view file) {
  // A block of YAML: what opens it is no part of the text.
  if (binding.first != syntax::kNoNode && content_of(target, binding) && is_block(binding.text)) {
    const auto begin = static_cast<std::uint32_t>(binding.text.find('\n') + 1);
    return {{binding.span.begin + begin, binding.span.end}, binding.text.substr(begin), true, true};
  }
  // The content of a string stands in the span of the string.
  const std::string_view around = file.substr(binding.span.begin, binding.span.size());
  const std::size_t begin = around.find(binding.text);
  if (begin == std::string_view::npos) return {binding.span, binding.text};
  const auto offset = binding.span.begin + static_cast<std::uint32_t>(begin);
  return {at(offset, binding.text.size()), binding.text, true};
}

// Adds the lines of a block without the indentation that they share.
void add_block(std::string_view block, std::uint32_t origin, ExtractedText& out) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::size_t indent = std::string_view::npos;
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < block.size();) {
    const std::size_t end = std::min(block.find('\n', begin), block.size() - 1) + 1;
    lines.push_back(block.substr(begin, end - begin));
    const std::size_t text = lines.back().find_first_not_of(" \t");
    const bool blank = lines.back().find_first_not_of(kBlanks) == std::string_view::npos;
    if (!blank) indent = std::min(indent, text);
    begin = end;
  }
  for (const std::string_view line : lines) {
    const bool blank = line.find_first_not_of(kBlanks) == std::string_view::npos;
    const std::size_t skipped = blank ? line.size() - (line.ends_with('\n') ? 1 : 0) : indent;
    out.add(line.substr(skipped), origin + static_cast<std::uint32_t>(skipped));
    origin += static_cast<std::uint32_t>(line.size());
  }
}

bool transform(ExtractSpec::Transform how, const Bound& bound, ExtractedText& out) {
  if (!bound.verbatim) {
    out.add(bound.text, bound.span);
    return true;
  }
  if (bound.is_block && how != ExtractSpec::Transform::kConcatJsonArray) {
    add_block(bound.text, bound.span.begin, out);
    return true;
  }
  switch (how) {
    case ExtractSpec::Transform::kUnquote:
      return add_unquoted(bound.text, bound.span.begin, out);
    case ExtractSpec::Transform::kConcatJsonArray:
      return add_json_array(bound.text, bound.span.begin, out);
    case ExtractSpec::Transform::kNone:
      break;
  }
  out.add(bound.text, bound.span.begin);
  return true;
}

}  // namespace

bool ExtractSpec::admits(std::string_view rule_id, Dialect dialect) const {
  // Which engine reads the patterns of a generic rule is that rule's own affair.
  const auto kind = [](Dialect each) {
    return each == Dialect::kAliengrep ? Dialect::kSpacegrep : each;
  };
  if (kind(dialect) != kind(destination.dialect)) return false;
  if (std::ranges::find(exclude, rule_id) != exclude.end()) return false;
  return include.empty() || std::ranges::find(include, rule_id) != include.end();
}

void ExtractedText::add(std::string_view stretch, std::uint32_t origin) {
  if (stretch.empty()) return;
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), at(origin, stretch.size()), true});
  text_ += stretch;
}

void ExtractedText::add(std::string_view text, Span origin) {
  if (text.empty()) return;
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), origin, false});
  text_ += text;
}

Span ExtractedText::whole() const {
  Span span = pieces_.empty() ? Span{} : pieces_.front().origin;
  for (const Piece& piece : pieces_) span.end = std::max(span.end, piece.origin.end);
  return span;
}

const ExtractedText::Piece& ExtractedText::piece_at(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(pieces_, offset, {}, &Piece::begin);
  return after == pieces_.begin() ? *after : *std::prev(after);
}

Span ExtractedText::original(Span span) const {
  if (pieces_.empty()) return {};
  const Piece& first = piece_at(span.begin);
  const Piece& last = piece_at(span.size() == 0 ? span.begin : span.end - 1);
  const auto exact = [](const Piece& piece, std::uint32_t offset) {
    return std::min(piece.origin.begin + (offset - piece.begin), piece.origin.end);
  };
  const std::uint32_t begin = first.verbatim ? exact(first, span.begin) : first.origin.begin;
  const std::uint32_t end = last.verbatim ? exact(last, span.end) : last.origin.end;
  return {begin, std::max(begin, end)};
}

bool ExtractedText::is_verbatim(Span span) const {
  if (pieces_.empty()) return false;
  const Piece& piece = piece_at(span.begin);
  return piece.verbatim && span.begin >= piece.begin &&
         span.end - piece.begin <= piece.origin.size();
}

std::vector<ExtractedText> extracted(const ExtractSpec& spec, const Ranges& ranges,
                                     const Target* target, std::string_view file,
                                     std::vector<Notice>& notices) {
  std::vector<Bound> all;
  for (const Range& range : ranges) {
    if (const Binding* binding = find_binding(range.bindings, spec.metavariable)) {
      all.push_back(bound_text(*binding, target, file));
    }
  }
  const auto key = [](const Bound& bound) { return std::pair(bound.span.begin, ~bound.span.end); };
  std::ranges::sort(all, {}, key);
  const auto same = [&](const Bound& a, const Bound& b) { return key(a) == key(b); };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());

  std::vector<ExtractedText> out;
  std::uint32_t end = 0;
  for (const Bound& bound : all) {
    const bool concat = spec.reduce == ExtractSpec::Reduce::kConcat;
    if (concat && bound.span.begin < end) continue;  // it is in the one before
    end = bound.span.end;
    if (!concat || out.empty()) {
      out.emplace_back();
    } else {
      out.back().add("\n", Span{bound.span.begin, bound.span.begin});
    }
    if (transform(spec.transform, bound, out.back())) continue;
    if (!concat) out.pop_back();
    notices.push_back(
        {.code = "extract-failed", .message = "what was extracted is no JSON array of strings"});
  }
  std::erase_if(out, [](const ExtractedText& text) { return text.text().empty(); });
  return out;
}

void add_found(const ExtractedText& piece, const Source& file, FileResult found, FileResult& out) {
  const auto move_back = [&](Location& location) { location.span = piece.original(location.span); };
  for (Finding& finding : found.findings) {
    if (finding.fix) {
      std::vector<Edit>& edits = finding.fix->edits;
      const bool verbatim = std::ranges::all_of(
          edits, [&](const Edit& edit) { return piece.is_verbatim(edit.span); });
      if (!verbatim) finding.fix.reset();
      for (Edit& edit : edits) {
        if (verbatim) edit.span = piece.original(edit.span);
      }
    }
    for (Location& location : finding.locations) move_back(location);
    out.findings.push_back(std::move(finding));
  }
  for (Fact& fact : found.facts) {
    move_back(fact.location);
    out.facts.push_back(std::move(fact));
  }
  for (const Span span : found.sensitive) out.sensitive.push_back(piece.original(span));
  std::ranges::move(found.decoded_secrets, std::back_inserter(out.decoded_secrets));
  const std::string line = std::to_string(file.line_of(piece.whole().begin));
  for (Notice& notice : found.notices) {
    if (notice.code == "partially-parsed") {
      notice.message = "not all of what was extracted from line " + line + " on could be parsed";
    }
    out.notices.push_back(std::move(notice));
  }
  out.effort += found.effort;
}

void drop_repeated(std::size_t first, FileResult& out) {
  std::set<std::tuple<std::string, Span, std::string>> seen;
  const auto is_repeated = [&](const Finding& finding) {
    return !seen.emplace(finding.rule_id, finding.primary().span, finding.message).second;
  };
  const auto begin = out.findings.begin() + static_cast<std::ptrdiff_t>(first);
  out.findings.erase(std::remove_if(begin, out.findings.end(), is_repeated), out.findings.end());
}

}  // namespace scan::sast

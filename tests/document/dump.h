// Values as one line of text, for tables of expectations: a scalar as its kind and its text, of a
// string the text alone.
//
//   {a: integer'1', b: ['x', null''], c: !Ref 'y'}
//
// dump_spans() writes the slice of the text that each span covers in place of the content.
#pragma once

#include <string>
#include <utility>

#include "document/value.h"

namespace scan::document {

inline void dump(const Value& value, std::string_view source, std::string& out) {
  const auto slice = [&](Span span) { return source.substr(span.begin, span.size()); };
  const bool spans = source.data() != nullptr;
  if (!spans && !value.tag.empty()) out.append("!").append(value.tag).append(" ");
  if (value.kind == Kind::kSequence || value.kind == Kind::kMapping) {
    if (spans) out.append("<").append(slice(value.span)).append("> ");
    const bool mapping = value.kind == Kind::kMapping;
    out += mapping ? '{' : '[';
    const char* comma = "";
    for (const Value* item : value.items) {
      out += std::exchange(comma, ", ");
      dump(*item, source, out);
    }
    for (const Member& member : value.members) {
      out.append(std::exchange(comma, ", "));
      out.append(spans ? slice(member.key_span) : member.key).append(": ");
      dump(*member.value, source, out);
    }
    out += mapping ? '}' : ']';
    return;
  }
  if (spans) {
    out.append("<").append(slice(value.span)).append(">");
    return;
  }
  if (value.kind != Kind::kString) out += to_string(value.kind);
  out.append("'").append(value.text).append("'");
}

inline std::string dump(const Document& document) {
  std::string out;
  for (const Value* root : document.roots()) {
    if (!out.empty()) out += " --- ";
    dump(*root, {}, out);
  }
  return out;
}

inline std::string dump_spans(const Document& document) {
  std::string out;
  for (const Value* root : document.roots()) {
    if (!out.empty()) out += " --- ";
    dump(*root, document.text(), out);
  }
  return out;
}

/// "line:column message (hint)" of an error; the dump of a document.
inline std::string describe(const Result<Document>& result) {
  if (result.ok()) return dump(*result);
  const Error& error = result.error();
  std::string out = std::to_string(error.region.start_line) + ":" +
                    std::to_string(error.region.start_column) + " " + error.message;
  if (!error.hint.empty()) out += " (" + error.hint + ")";
  return out;
}

}  // namespace scan::document

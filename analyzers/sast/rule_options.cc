#include "sast/rule_options.h"

#include <optional>

#include "rules/fields.h"
#include "sast/rule_source.h"

namespace scan::sast {

using document::Value;

namespace {

enum class OtherKind : std::uint8_t { kBool, kNumber, kString };

void read(rules::Fields& fields, std::string_view name, bool& option) {
  option = fields.optional_bool(name).value_or(option);
}

// A known word without effect: its value must be of the right kind all the same.
void pass_over(rules::Fields& fields, std::string_view name, OtherKind kind) {
  switch (kind) {
    case OtherKind::kBool:
      fields.optional_bool(name);
      return;
    case OtherKind::kNumber:
      fields.optional_number(name);
      return;
    case OtherKind::kString:
      fields.optional_string(name);
      return;
  }
}

// One of a few words.
template <typename T>
void read_word(rules::Fields& fields, std::string_view name,
               std::initializer_list<std::pair<std::string_view, T>> words, T& option) {
  const Value* value = fields.optional(name);
  if (value == nullptr) return;
  std::string known;
  for (const auto& [word, meaning] : words) {
    if (value->text == word) {
      option = meaning;
      return;
    }
    known.append(known.empty() ? "" : ", ").append(word);
  }
  fields.fail(*value, "unknown value `" + std::string(value->text) + "`", "one of " + known);
}

// Pairs of brackets: [["<", ">"]].
std::vector<GenericOptions::Pair> read_pairs(rules::Fields& fields, std::string_view name) {
  std::vector<GenericOptions::Pair> pairs;
  const Value* value = fields.optional(name);
  if (value == nullptr) return pairs;
  for (const Value* item : value->items) {
    if (item->items.size() != 2 || item->items[0]->text.size() != 1 ||
        item->items[1]->text.size() != 1) {
      fields.fail(*item, "an item of `" + std::string(name) + "` is a pair of single characters");
    } else {
      pairs.emplace_back(item->items[0]->text, item->items[1]->text);
    }
  }
  if (value->kind != document::Kind::kSequence) {
    fields.fail(*value, "`" + std::string(name) + "` is a list of pairs");
  }
  return pairs;
}

void read_generic(rules::Fields& fields, GenericOptions& out) {
  using Engine = GenericOptions::Engine;
  using Comments = GenericOptions::Comments;
  read_word<Engine>(fields, "generic_engine",
                    {{"spacegrep", Engine::kSpacegrep}, {"aliengrep", Engine::kAliengrep}},
                    out.engine);
  read_word<Comments>(fields, "generic_comment_style",
                      {{"c", Comments::kC}, {"cpp", Comments::kCpp}, {"shell", Comments::kShell}},
                      out.comment_style);
  out.ellipsis_max_span =
      fields.optional_int("generic_ellipsis_max_span").value_or(out.ellipsis_max_span);
  read(fields, "generic_caseless", out.caseless);
  read(fields, "generic_multiline", out.multiline);
  const Value* braces = fields.optional("generic_braces");
  out.has_braces = braces != nullptr && braces->kind != document::Kind::kNull;
  if (out.has_braces) out.braces = read_pairs(fields, "generic_braces");
  out.extra_braces = read_pairs(fields, "generic_extra_braces");
  out.extra_word_characters = fields.strings("generic_extra_word_characters");
}

}  // namespace

RuleOptions read_options(RuleSource& source, const Value& value) {
  RuleOptions out;
  rules::Fields fields(source.document(), value, "`options`");
#define SCAN_MATCH_OPTION(name, value) read(fields, #name, out.match.name);
#define SCAN_TAINT_OPTION(name, value) read(fields, #name, out.taint.name);
#define SCAN_OTHER_OPTION(name, kind) pass_over(fields, #name, OtherKind::kind);
#include "sast/rule_options.def"
#undef SCAN_MATCH_OPTION
#undef SCAN_TAINT_OPTION
#undef SCAN_OTHER_OPTION
  for (const std::string_view name : {"taint_focus_on", "taint_match_on"}) {
    read_word<TaintEnd>(fields, name, {{"sink", TaintEnd::kSink}, {"source", TaintEnd::kSource}},
                        out.taint.taint_focus_on);
  }
  read_generic(fields, out.generic);
  source.keep(fields.finish());
  return out;
}

}  // namespace scan::sast

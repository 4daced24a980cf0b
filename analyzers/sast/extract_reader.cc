#include "sast/extract_reader.h"

#include <array>
#include <utility>

#include "sast/fix.h"

namespace scan::sast {

using document::Value;

namespace {

constexpr std::array<std::pair<std::string_view, ExtractSpec::Transform>, 3> kTransforms = {{
    {"no_transform", ExtractSpec::Transform::kNone},
    {"unquote_string", ExtractSpec::Transform::kUnquote},
    {"concat_json_string_array", ExtractSpec::Transform::kConcatJsonArray},
}};
constexpr std::array<std::pair<std::string_view, ExtractSpec::Reduce>, 2> kReductions = {{
    {"separate", ExtractSpec::Reduce::kSeparate},
    {"concat", ExtractSpec::Reduce::kConcat},
}};

// One of the words of a table.
template <typename Table, typename T>
void read_word(rules::Fields& fields, std::string_view key, const Table& table, T& out) {
  const Value* value = fields.optional(key);
  if (value == nullptr) return;
  std::vector<std::string_view> words;
  std::string all;
  for (const auto& [word, meaning] : table) {
    if (value->text == word) {
      out = meaning;
      return;
    }
    words.push_back(word);
    all.append(all.empty() ? "" : ", ").append(word);
  }
  const std::string_view meant = rules::nearest(value->text, words);
  fields.fail(*value, "unknown `" + std::string(key) + "` `" + std::string(value->text) + "`",
              meant.empty() ? "one of " + all : "did you mean `" + std::string(meant) + "`?");
}

}  // namespace

ExtractSpec read_extract(RuleSource& source, const Scope& scope, const Value& owner,
                         rules::Fields& rule) {
  ExtractSpec out;
  const Value* extract = rule.required("extract");
  const auto read = [&](rules::Fields& fields, const Value* metavariable) {
    if (metavariable != nullptr) {
      out.metavariable = source.metavariable(*metavariable);
      if (out.metavariable != kAnonymous && !is_bound(owner, metavariable->text)) {
        source.fail(metavariable->span,
                    "the rule has no metavariable `" + std::string(metavariable->text) + "`",
                    "what is extracted is what its patterns bind");
      }
    }
    if (const Value* language = fields.required("dest-language")) {
      out.destination.dialect = dialect_of(language->text, scope.options.generic);
      if (out.destination.dialect == Dialect::kTree && source.is_language(*language)) {
        const syntax::Language* grammar = grammar_of(language->text);
        if (grammar != nullptr) out.destination.languages.push_back(grammar);
      }
    }
    if (const Value* chosen = fields.optional("dest-rules")) {
      rules::Fields ids(source.document(), *chosen, "`dest-rules`");
      out.include = ids.strings("include");
      out.exclude = ids.strings("exclude");
      source.keep(ids.finish());
    }
    read_word(fields, "transform", kTransforms, out.transform);
    read_word(fields, "reduce", kReductions, out.reduce);
  };
  if (extract != nullptr && extract->kind == document::Kind::kMapping) {
    rules::Fields fields(source.document(), *extract, "`extract`");
    read(fields, fields.required("metavariable"));
    source.keep(fields.finish());
  } else {
    read(rule, extract);
  }
  return out;
}

}  // namespace scan::sast

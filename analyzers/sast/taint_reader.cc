// Every entry is a formula with keys of its own around it; which keys those are is all that differs
// between sources, sanitizers, sinks and propagators.
#include "sast/taint_reader.h"

#include <utility>

#include "sast/formula_reader.h"

namespace scan::sast {

using document::Value;

namespace {

enum class Syntax : std::uint8_t { kKeys, kMatch };

class TaintReader {
 public:
  TaintReader(RuleSource& source, const Scope& scope, Syntax syntax)
      : source_(source), formulas_(source, scope), syntax_(syntax) {}

  TaintSpec run(rules::Fields& fields) {
    const bool keys = syntax_ == Syntax::kKeys;
    TaintSpec out;
    read(fields.required(keys ? "pattern-sources" : "sources"), out.sources,
         &TaintReader::read_source);
    read(fields.required(keys ? "pattern-sinks" : "sinks"), out.sinks, &TaintReader::read_sink);
    read(fields.optional(keys ? "pattern-sanitizers" : "sanitizers"), out.sanitizers,
         &TaintReader::read_sanitizer);
    read(fields.optional(keys ? "pattern-propagators" : "propagators"), out.propagators,
         &TaintReader::read_propagator);
    return out;
  }

 private:
  template <typename T>
  void read(const Value* list, std::vector<T>& out, void (TaintReader::*keys)(rules::Fields&, T&)) {
    if (list == nullptr) return;
    if (list->kind != document::Kind::kSequence || list->items.empty()) {
      return source_.fail(list->span, "a list of at least one entry was expected here");
    }
    for (const Value* item : list->items) {
      T& entry = out.emplace_back();
      if (item->kind != document::Kind::kMapping && syntax_ == Syntax::kMatch) {
        entry.formula = formulas_.match(*item);
        continue;
      }
      rules::Fields fields(source_.document(), *item, "entry");
      (this->*keys)(fields, entry);
      entry.formula = syntax_ == Syntax::kMatch ? formulas_.match_keys(fields, *item)
                                                : formulas_.operators(fields, *item);
      source_.keep(fields.finish());
    }
  }

  void read_source(rules::Fields& fields, TaintSource& out) {
    out.exact = fields.optional_bool("exact").value_or(out.exact);
    out.control = fields.optional_bool("control").value_or(out.control);
    out.by_side_effect = side_effect(fields, out.by_side_effect);
    out.label = fields.optional_string("label").value_or(out.label);
    out.requires_labels = labels(fields);
  }

  void read_sanitizer(rules::Fields& fields, TaintSanitizer& out) {
    out.exact = fields.optional_bool("exact").value_or(out.exact);
    out.by_side_effect = side_effect(fields, out.by_side_effect);
    for (const std::string_view key : {"not_conflicting", "not-conflicting"}) {
      out.not_conflicting = fields.optional_bool(key).value_or(out.not_conflicting);
    }
  }

  void read_sink(rules::Fields& fields, TaintSink& out) {
    out.exact = fields.optional_bool("exact").value_or(out.exact);
    fields.ignore("label");  // taint ends here, so that nobody can ask for it
    out.at_exit = fields.optional_bool("at-exit").value_or(out.at_exit);
    out.requires_labels = labels(fields);
  }

  void read_propagator(rules::Fields& fields, TaintPropagator& out) {
    out.by_side_effect = fields.optional_bool("by-side-effect").value_or(out.by_side_effect);
    if (const Value* from = fields.required("from")) out.from = source_.metavariable(*from);
    if (const Value* to = fields.required("to")) out.to = source_.metavariable(*to);
    out.label = fields.optional_string("label");
    out.replace_labels = fields.strings("replace-labels");
    out.requires_labels = labels(fields);
  }

  SideEffect side_effect(rules::Fields& fields, SideEffect otherwise) {
    const Value* value = fields.optional("by-side-effect");
    if (value == nullptr) return otherwise;
    if (value->text == "only") return SideEffect::kOnly;
    if (value->kind == document::Kind::kBool) {
      return value->boolean ? SideEffect::kYes : SideEffect::kNo;
    }
    fields.fail(*value, "`by-side-effect` is true, false or only");
    return otherwise;
  }

  // A list of requirements (one for each metavariable, as newer rules have it) is refused: the
  // labels of different arguments would be confused.
  std::optional<LabelExpression> labels(rules::Fields& fields) {
    const Value* value = fields.optional("requires");
    if (value == nullptr) return std::nullopt;
    if (!source_.is_text(*value, "`requires`")) return std::nullopt;
    Result<LabelExpression> parsed = parse_labels(value->text);
    if (parsed.ok()) return std::move(*parsed);
    source_.fail(source_.place(*value, parsed.error().region), parsed.error().message,
                 "labels with `and`, `or`, `not` and parentheses");
    return std::nullopt;
  }

  RuleSource& source_;
  FormulaReader formulas_;
  Syntax syntax_;
};

}  // namespace

TaintSpec read_taint(RuleSource& source, const Scope& scope, rules::Fields& rule) {
  TaintSpec out;
  if (const Value* value = rule.optional("taint")) {
    rules::Fields fields(source.document(), *value, "`taint`");
    out = TaintReader(source, scope, Syntax::kMatch).run(fields);
    source.keep(fields.finish());
  } else {
    out = TaintReader(source, scope, Syntax::kKeys).run(rule);
  }
  out.options = scope.options.taint;
  return out;
}

}  // namespace scan::sast

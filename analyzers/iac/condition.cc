// Conditions are three-valued: one that names other resource types than the resource's says
// nothing, and `and`, `or` and `not` pass over what says nothing. So one policy may state what must
// hold of each of several types. A condition also tells which attributes decided it, as a finding
// should point at the line that is wrong rather than at the resource.
#include "iac/condition.h"

#include <algorithm>
#include <utility>

#include "rules/fields.h"

namespace scan::iac {
namespace {

using document::Document;
using document::Value;
using rules::Fields;

Outcome evaluate_attribute(const Condition& condition, const Resource& resource) {
  const std::vector<const Value*> values = condition.path.find(*resource.attributes);
  if (values.empty())
    return {holds_for_missing(*condition.op) ? Verdict::kPass : Verdict::kFail, {}};
  // Any of several values will do, except that "does not contain" is said of all of them.
  const bool all_must = condition.op->test == Test::kContains && condition.op->negated;
  std::vector<Span> holding;
  std::vector<Span> failing;
  for (const Value* value : values) {
    const Truth truth = apply(*condition.op, condition.operand, *value);
    if (truth == Truth::kLimit) return {Verdict::kLimit, {}};
    std::vector<Span>& spans = truth == Truth::kTrue ? holding : failing;
    if (spans.size() < Outcome::kMaxWitnesses) spans.push_back(value->span);
  }
  const bool pass = all_must ? failing.empty() : !holding.empty();
  if (pass) return {Verdict::kPass, std::move(holding)};
  if (!all_must) failing.resize(1);  // none of them holds: that is one fault
  return {Verdict::kFail, std::move(failing)};
}

void append(std::vector<Span>& to, const std::vector<Span>& from) {
  const std::size_t room = Outcome::kMaxWitnesses - std::min(Outcome::kMaxWitnesses, to.size());
  to.insert(to.end(), from.begin(),
            from.begin() + static_cast<std::ptrdiff_t>(std::min(room, from.size())));
}

/// `and` fails by each child that fails, as `or` passes by each that passes: those all count. The
/// other way round it took all children, and the last with a place stands for them: in `and` and
/// `or` what narrows the case is written first and what is demanded of it last.
Outcome evaluate_children(const Condition& condition, const Resource& resource) {
  const Verdict deciding =
      condition.kind == Condition::Kind::kAnd ? Verdict::kFail : Verdict::kPass;
  Outcome decided{deciding, {}};
  Outcome agreed;
  bool is_decided = false;
  for (const Condition& child : condition.children) {
    Outcome outcome = child.evaluate(resource);
    if (outcome.verdict == Verdict::kLimit) return outcome;
    if (outcome.verdict == Verdict::kNotApplicable) continue;
    if (outcome.verdict == deciding) {
      is_decided = true;
      append(decided.witnesses, outcome.witnesses);
    } else {
      agreed.verdict = outcome.verdict;
      if (!outcome.witnesses.empty()) agreed.witnesses = std::move(outcome.witnesses);
    }
  }
  return is_decided ? decided : agreed;
}

Error at(const Document& document, const Value& value, std::string message, std::string hint = {}) {
  return document.error_at(value.span, ErrorCode::kInvalidRule, std::move(message),
                           std::move(hint));
}

/// Reads a definition; what filters say is kept apart, as it is about the whole policy.
class ConditionReader {
 public:
  explicit ConditionReader(const Document& document) : document_(document) {}

  /// `filterable`: only `and` and `not` lead here.
  Result<Condition> read(const Value& value, bool filterable);

  bool has_filter() const { return has_filter_; }
  const std::vector<std::string>& filtered_types() const { return filtered_types_; }

 private:
  Result<Condition> read_list(const Value& value, Condition::Kind kind, bool filterable);
  Result<Condition> read_attribute(const Value& value);
  Result<Condition> read_resource(const Value& value);
  Status read_filter(const Value& value);
  Status read_types(Fields& fields, Condition& condition);
  Status read_operand(Fields& fields, Condition& condition);

  const Document& document_;
  bool has_filter_ = false;
  std::vector<std::string> filtered_types_;
};

Result<Condition> ConditionReader::read(const Value& value, bool filterable) {
  for (const auto& [word, kind] :
       {std::pair("and", Condition::Kind::kAnd), std::pair("or", Condition::Kind::kOr),
        std::pair("not", Condition::Kind::kNot)}) {
    const Value* list = value.find(word);
    if (list == nullptr) continue;
    Fields fields(document_, value, "condition");
    fields.ignore(word);
    if (Status status = fields.finish(); !status.ok()) return status.error();
    return read_list(*list, kind, filterable && kind != Condition::Kind::kOr);
  }
  if (value.kind != document::Kind::kMapping)
    return at(document_, value, "a condition must be a mapping");
  const Value* type = value.find("cond_type");
  if (type == nullptr)
    return at(document_, value, "the condition has neither `cond_type` nor `and`, `or` or `not`");
  if (type->text == "attribute") return read_attribute(value);
  if (type->text == "resource") return read_resource(value);
  if (type->text == "connection")
    return at(document_, *type, "conditions of type `connection` are not supported");
  if (type->text == "filter")
    return at(document_, *type,
              filterable ? "a filter needs a condition beside it, joined by `and`"
                         : "a filter is possible only within `and`");
  const std::string_view near =
      rules::nearest(type->text, {"attribute", "resource", "filter", "connection"});
  return at(document_, *type, "unknown condition type `" + std::string(type->text) + "`",
            near.empty() ? "" : "did you mean `" + std::string(near) + "`?");
}

Result<Condition> ConditionReader::read_list(const Value& value, Condition::Kind kind,
                                             bool filterable) {
  Condition condition;
  condition.kind = kind;
  std::vector<const Value*> items(value.items.begin(), value.items.end());
  if (kind == Condition::Kind::kNot && value.kind == document::Kind::kMapping) items = {&value};
  if (items.empty()) return at(document_, value, "a list of conditions is expected here");
  if (kind == Condition::Kind::kNot && items.size() != 1)
    return at(document_, value, "`not` takes exactly one condition",
              "join several by `and` or `or`");
  for (const Value* item : items) {
    const Value* type = item->find("cond_type");
    if (kind == Condition::Kind::kAnd && filterable && type != nullptr && type->text == "filter") {
      if (Status status = read_filter(*item); !status.ok()) return status.error();
      continue;
    }
    Result<Condition> child = read(*item, filterable);
    if (!child.ok()) return child;
    condition.children.push_back(std::move(*child));
  }
  if (condition.children.empty())
    return at(document_, value, "there is no condition besides the filter");
  return condition;
}

Status ConditionReader::read_filter(const Value& value) {
  Fields fields(document_, value, "filter");
  fields.ignore("cond_type");
  const std::string attribute = fields.required_string("attribute");
  const std::string op = fields.required_string("operator");
  const std::vector<std::string> types = fields.strings("value");
  if (const Value* given = fields.optional("attribute");
      given != nullptr && attribute != "resource_type")
    fields.fail(*given, "a filter is about `resource_type`");
  if (const Value* given = fields.optional("operator"); given != nullptr && op != "within")
    fields.fail(*given, "the operator of a filter is `within`");
  if (types.empty() && fields.required("value") != nullptr)
    fields.fail(*fields.required("value"), "a filter needs at least one resource type");
  if (has_filter_) fields.fail(value, "there is a filter already", "name all its types in one");
  has_filter_ = true;
  filtered_types_ = types;
  return fields.finish();
}

Status ConditionReader::read_types(Fields& fields, Condition& condition) {
  condition.types = fields.strings("resource_types");
  if (std::find(condition.types.begin(), condition.types.end(), "all") != condition.types.end())
    condition.types.clear();
  return {};
}

Result<Condition> ConditionReader::read_resource(const Value& value) {
  Condition condition;
  condition.kind = Condition::Kind::kResource;
  Fields fields(document_, value, "condition");
  fields.ignore("cond_type");
  condition.types = fields.strings("resource_types");
  if (const Value* given = fields.required("resource_types");
      given != nullptr && condition.types.empty())
    fields.fail(*given, "at least one resource type is expected here");
  const std::string word = fields.required_string("operator");
  condition.op = find_operator(word);
  if (const Value* given = fields.optional("operator");
      given != nullptr && (condition.op == nullptr || condition.op->test != Test::kExists))
    fields.fail(*given, "the operator of a resource condition is `exists` or `not_exists`");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return condition;
}

Result<Condition> ConditionReader::read_attribute(const Value& value) {
  Condition condition;
  condition.kind = Condition::Kind::kAttribute;
  Fields fields(document_, value, "condition");
  fields.ignore("cond_type");
  if (Status status = read_types(fields, condition); !status.ok()) return status.error();
  const std::string attribute = fields.required_string("attribute");
  if (const Value* given = fields.optional("attribute")) {
    Result<AttributePath> path = AttributePath::parse(attribute);
    if (path.ok())
      condition.path = std::move(*path);
    else
      fields.fail(*given, path.error().message);
  }
  const std::string word = fields.required_string("operator");
  if (const Value* given = fields.optional("operator")) {
    condition.op = find_operator(word);
    if (condition.op == nullptr && word.starts_with("jsonpath_")) {
      fields.fail(*given, "operators with JSONPath are not supported");
    } else if (condition.op == nullptr) {
      std::vector<std::string_view> names;
      for (const Operator& op : operators()) names.push_back(op.name);
      const std::string_view near = rules::nearest(word, names);
      fields.fail(*given, "unknown operator `" + word + "`",
                  near.empty() ? "" : "did you mean `" + std::string(near) + "`?");
    }
  }
  if (Status status = read_operand(fields, condition); !status.ok()) return status.error();
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return condition;
}

Status ConditionReader::read_operand(Fields& fields, Condition& condition) {
  if (condition.op == nullptr) return fields.ignore("value"), Status();
  // Policies in the wild write a value beside `exists`; it has no meaning.
  if (condition.op->operand == OperandKind::kNone) return fields.ignore("value"), Status();
  const Value* value = fields.required("value");
  if (value == nullptr) return {};
  Operand& operand = condition.operand;
  operand.is_list = value->kind == document::Kind::kSequence;
  if (value->is_scalar()) operand.items.push_back(Operand::scalar(*value));
  for (const Value* item : value->items) {
    if (!item->is_scalar()) fields.fail(*item, "a string, number or boolean is expected here");
    operand.items.push_back(Operand::scalar(*item));
  }
  if (value->kind == document::Kind::kMapping ||
      (operand.is_list && condition.op->operand != OperandKind::kAny)) {
    fields.fail(*value, "`" + std::string(condition.op->name) + "` takes no " +
                            std::string(document::to_string(value->kind)));
  } else if (operand.items.empty()) {
    fields.fail(*value, "the list is empty");
  } else if (condition.op->operand == OperandKind::kNumber && !operand.items[0].is_number) {
    fields.fail(*value, "`" + std::string(condition.op->name) + "` takes a number");
  } else if (condition.op->operand == OperandKind::kRegex) {
    auto regex = std::make_shared<text::Regex>(std::string(value->text));
    if (Status status = regex->check(); !status.ok()) fields.fail(*value, status.error().message);
    operand.regex = std::move(regex);
  }
  return {};
}

/// The types that conditions name; false when one is about all types.
bool collect_types(const Condition& condition, std::vector<std::string>& types) {
  // A list of allowed or forbidden types says something of every resource.
  if (condition.kind == Condition::Kind::kResource)
    return condition.op->negated
               ? (types.insert(types.end(), condition.types.begin(), condition.types.end()), true)
               : false;
  if (condition.kind == Condition::Kind::kAttribute && condition.types.empty()) return false;
  types.insert(types.end(), condition.types.begin(), condition.types.end());
  bool named = true;
  for (const Condition& child : condition.children) named = collect_types(child, types) && named;
  return named;
}

}  // namespace

Outcome Condition::evaluate(const Resource& resource) const {
  const bool named =
      types.empty() || std::find(types.begin(), types.end(), resource.type) != types.end();
  switch (kind) {
    case Kind::kAttribute:
      return named ? evaluate_attribute(*this, resource) : Outcome();
    case Kind::kResource:
      return {named != op->negated ? Verdict::kPass : Verdict::kFail, {}};
    case Kind::kNot: {
      Outcome outcome = children.front().evaluate(resource);
      if (outcome.verdict == Verdict::kPass)
        outcome.verdict = Verdict::kFail;
      else if (outcome.verdict == Verdict::kFail)
        outcome.verdict = Verdict::kPass;
      return outcome;
    }
    case Kind::kAnd:
    case Kind::kOr:
      return evaluate_children(*this, resource);
  }
  return {};
}

Result<Definition> Definition::read(const Document& document, const Value& value) {
  ConditionReader reader(document);
  Result<Condition> condition = reader.read(value, true);
  if (!condition.ok()) return condition.error();
  Definition definition{.condition = std::move(*condition), .types = {}};
  if (reader.has_filter()) {
    definition.types = reader.filtered_types();
  } else {
    // Where some conditions name types, one that names none is about those.
    std::vector<std::string> types;
    const bool all_named = collect_types(definition.condition, types);
    if (all_named || !types.empty()) definition.types = std::move(types);
  }
  std::sort(definition.types.begin(), definition.types.end());
  definition.types.erase(std::unique(definition.types.begin(), definition.types.end()),
                         definition.types.end());
  return definition;
}

}  // namespace scan::iac

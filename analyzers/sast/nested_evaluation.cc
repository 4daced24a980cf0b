// `metavariable-pattern`: a formula about what a metavariable is bound to. In the file's own
// language it is evaluated over those nodes of the file; in another one, over the text that a
// string has, parsed by itself.
#include <algorithm>
#include <functional>

#include "sast/condition_test.h"
#include "sast/evaluation.h"

namespace scan::sast {

using syntax::kNoNode;

bool Evaluation::formula_holds(const Condition& condition, const Range& range,
                               std::vector<Bindings>& more) {
  const Binding* binding = find_binding(range.bindings, condition.metavariable);
  if (binding == nullptr) return false;
  const Ranges found = condition.scope == nullptr ? in_tree(condition, *binding, range.bindings)
                                                  : in_text(condition, *binding, range.bindings);
  for (const Range& each : found) {
    const bool binds = std::ranges::any_of(each.bindings, [&](const Binding& own) {
      return find_binding(range.bindings, own.metavariable) == nullptr;
    });
    if (binds) more.push_back(each.bindings);
  }
  return !found.empty();
}

Ranges Evaluation::in_tree(const Condition& condition, const Binding& binding,
                           const Bindings& context) {
  // A mere text, as the content of "$X" is, is no code.
  if (binding.first == kNoNode || binding.first == binding.end) return {};
  Subject part = subject_;
  part.span = binding.span;
  part.first = binding.first;
  part.end = binding.end;
  part.search = nullptr;
  part.context = &context;
  Evaluation inner(tables_, rules_, parsers_, part);
  Ranges found = inner.run(condition.formula.front());
  limited_ |= inner.limited();
  return found;
}

Ranges Evaluation::in_text(const Condition& condition, const Binding& binding,
                           const Bindings& context) {
  const Scope& scope = *condition.scope;
  std::optional<std::string_view> content = content_of(subject_.target, binding);
  const bool generic = scope.dialect == Dialect::kSpacegrep || scope.dialect == Dialect::kAliengrep;
  // Code of any kind can be looked at as a mere text.
  if (!content && generic) content = binding.text;
  if (!content) return {};
  Subject part;
  part.text = *content;
  part.span = {0, static_cast<std::uint32_t>(content->size())};
  // Metavariables of the file stand for other nodes than those of the text: they agree by text.
  Bindings outer = context;
  for (Binding& each : outer) each.first = each.end = kNoNode;
  part.context = &outer;
  if (scope.dialect == Dialect::kTree) {
    if (scope.languages.empty()) return {};
    const syntax::Language& language = *scope.languages.front();
    std::unique_ptr<const NestedText>& nested = nested_[{&language, *content}];
    if (nested == nullptr) {
      nested = std::make_unique<const NestedText>(parsers_, language, *content);
    }
    part.target = &nested->target();
    part.first = 0;
    part.end = part.target->tree.size();
  }
  Evaluation inner(tables_, rules_, parsers_, part);
  Ranges found = inner.run(condition.formula.front());
  limited_ |= inner.limited();
  // Back into the file, where the text is a part of it.
  const std::less_equal<> ordered;
  const char* const begin = subject_.text.data();
  const bool within = ordered(begin, content->data()) &&
                      ordered(content->data() + content->size(), begin + subject_.text.size());
  const auto offset =
      within ? static_cast<std::uint32_t>(content->data() - begin) : binding.span.begin;
  for (Range& range : found) {
    for (Binding& each : range.bindings) {
      if (find_binding(context, each.metavariable) != nullptr) continue;
      each.first = each.end = kNoNode;
      each.span = within ? Span{each.span.begin + offset, each.span.end + offset} : binding.span;
    }
  }
  return found;
}

}  // namespace scan::sast

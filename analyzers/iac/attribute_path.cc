// Found breadth first, one step over all values at a time, so there is no recursion.
#include "iac/attribute_path.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::iac {
namespace {

using document::Kind;
using document::Value;

bool is_index(std::string_view word) {
  return !word.empty() && word.size() < 10 &&
         std::all_of(word.begin(), word.end(), [](char c) { return base::is_digit(c); });
}

Error malformed(std::string message) {
  return {.code = ErrorCode::kInvalidRule, .message = std::move(message)};
}

}  // namespace

Result<AttributePath> AttributePath::parse(std::string_view text) {
  AttributePath path;
  const auto add = [&](std::string_view word, bool quoted) {
    Step step;
    step.key = word;
    if (!quoted && (word == "*" || word.empty())) step.kind = Step::Kind::kEvery;
    if (!quoted && is_index(word))
      step.kind = Step::Kind::kIndex, step.index = std::stoul(step.key);
    path.steps_.push_back(std::move(step));
  };
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] == '[') {
      const std::size_t close = text.find(']', i);
      if (close == std::string_view::npos) return malformed("`[` without `]` in the attribute");
      std::string_view word = text.substr(i + 1, close - i - 1);
      const bool quoted =
          word.size() > 1 && (word[0] == '"' || word[0] == '\'') && word.back() == word[0];
      add(quoted ? word.substr(1, word.size() - 2) : word, quoted);
      i = close + 1;
    } else {
      const std::size_t end = std::min(text.find_first_of(".[", i), text.size());
      if (end == i) return malformed("an empty part in the attribute");
      add(text.substr(i, end - i), false);
      i = end;
    }
    if (i < text.size() && text[i] == '.' && ++i == text.size())
      return malformed("the attribute ends in a dot");
  }
  if (path.steps_.empty()) return malformed("the attribute is empty");
  return path;
}

bool AttributePath::has_wildcard() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const Step& step) { return step.kind == Step::Kind::kEvery; });
}

std::vector<const Value*> AttributePath::find(const Value& attributes) const {
  std::vector<const Value*> values = {&attributes};
  for (const Step& step : steps_) {
    std::vector<const Value*> next;
    for (const Value* value : values) {
      if (next.size() >= kMaxValues) break;
      if (step.kind == Step::Kind::kEvery) {
        next.insert(next.end(), value->items.begin(), value->items.end());
        for (const document::Member& member : value->members) next.push_back(member.value);
      } else if (value->kind == Kind::kSequence) {
        if (step.kind == Step::Kind::kIndex && step.index < value->items.size())
          next.push_back(value->items[step.index]);
      } else if (const Value* member = value->find(step.key)) {
        next.push_back(member);
      }
    }
    values = std::move(next);
  }
  std::erase_if(values, [](const Value* value) { return value->kind == Kind::kNull; });
  if (values.size() > kMaxValues) values.resize(kMaxValues);
  return values;
}

}  // namespace scan::iac

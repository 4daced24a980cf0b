// Only what conditions compare decides, so rows that agree in it are one, whose owners are told
// apart again at the end. Collections are added one after the other, over an index of a column
// where there is an equality with one that is there, so that a join costs its rows and not their
// product.
#include "sast/join.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"

namespace scan::sast {

namespace {

using Operator = JoinCondition::Operator;
using Side = JoinCondition::Side;
using Values = std::vector<std::optional<std::string>>;

// Combinations of rows that are kept, and pairs that are looked at, at most.
constexpr std::size_t kMaxCombinations = 200'000;
constexpr std::uint64_t kMaxSteps = 4'000'000;

constexpr std::string_view kQuotes = "\"'`";

bool is_word(char c) {
  return base::is_letter(c) || base::is_digit(c) || c == '_' || (static_cast<signed char>(c) < 0);
}

// Code without white space but where it parts words, and in strings.
std::string squeezed(std::string_view code) {
  std::string out;
  char quote = '\0';
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (quote == '\0' && blank) {
      const std::size_t next = code.find_first_not_of(" \t\r\n", i);
      if (next == std::string_view::npos) break;
      if (!out.empty() && is_word(out.back()) && is_word(code[next])) out += ' ';
      i = next - 1;
      continue;
    }
    out += c;
    if (quote != '\0' && c == '\\' && i + 1 < code.size()) {
      out += code[++i];
    } else if (quote == c) {
      quote = '\0';
    } else if (quote == '\0' && kQuotes.find(c) != std::string_view::npos) {
      quote = c;
    }
  }
  return out;
}

std::string comparable(std::string_view code) {
  const std::string text = squeezed(base::trimmed(code));
  return std::string(base::trimmed(text, kQuotes));
}

// A collection's rows, those that agree in all columns as one.
struct Table {
  std::vector<Values> rows;
  std::vector<std::vector<std::uint32_t>> owners;  // by row: numbers of the rows that it is of

  void add(Values values, const std::vector<std::uint32_t>& of) {
    const auto [at, added] = numbers_.try_emplace(values, static_cast<std::uint32_t>(rows.size()));
    if (added) {
      rows.push_back(std::move(values));
      owners.emplace_back();
    }
    std::vector<std::uint32_t>& all = owners[at->second];
    all.insert(all.end(), of.begin(), of.end());
  }

 private:
  std::map<Values, std::uint32_t> numbers_;
};

bool compares(Operator op, const std::optional<std::string>& left,
              const std::optional<std::string>& right) {
  if (!left || !right) return false;
  const auto contains = [](const std::string& text, const std::string& part) {
    return base::lowered(text).find(base::lowered(part)) != std::string::npos;
  };
  switch (op) {
    case Operator::kEqual:
      return *left == *right;
    case Operator::kNotEqual:
      return *left != *right;
    case Operator::kPartOf:
      return contains(*right, *left);
    case Operator::kContains:
      return contains(*left, *right);
    case Operator::kReaches:
      break;  // done before: it makes rows
  }
  return true;
}

class Joining {
 public:
  Joining(const JoinSpec& spec, const std::vector<std::vector<JoinRow>>& tables) : spec_(spec) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
      Table& table = tables_.emplace_back();
      for (std::uint32_t number = 0; number < tables[i].size(); ++number) {
        Values values = tables[i][number].values;
        for (std::size_t column = 0; column < values.size(); ++column) {
          const bool path = spec.collections[i].columns[column].metavariable == kAnonymous;
          if (values[column] && !path) values[column] = comparable(*values[column]);
        }
        table.add(std::move(values), {number});
      }
    }
  }

  Joined run() && {
    for (const JoinCondition& condition : spec_.conditions) {
      if (condition.op == Operator::kReaches) close(condition);
    }
    combinations_.emplace_back(tables_.size(), 0);
    std::vector<bool> present(tables_.size());
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const std::uint32_t next = choose(present);
      present[next] = true;
      extend(next, present);
    }
    std::set<std::uint32_t> rows;
    for (const std::vector<std::uint32_t>& combination : combinations_) {
      const auto& owners = tables_[spec_.result].owners[combination[spec_.result]];
      rows.insert(owners.begin(), owners.end());
    }
    return {{rows.begin(), rows.end()}, limited_};
  }

 private:
  // False: too many.
  bool step() {
    limited_ |= ++steps_ > kMaxSteps;
    return !limited_;
  }

  // A row from x to y also is one from every w from which rows lead to x.
  void close(const JoinCondition& condition) {
    Table& table = tables_[condition.left.collection];
    const std::uint32_t from = condition.left.column, to = condition.right.column;
    std::unordered_map<std::string, std::set<std::string>> before;
    for (const Values& row : table.rows) {
      if (row[from] && row[to]) before[*row[to]].insert(*row[from]);
    }
    Table closed;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      closed.add(table.rows[i], table.owners[i]);
      if (!table.rows[i][to]) continue;
      std::set<std::string> seen;
      std::vector<std::string> left = {*table.rows[i][to]};
      while (!left.empty()) {
        const auto found = before.find(left.back());
        left.pop_back();
        if (found == before.end()) continue;
        for (const std::string& each : found->second) {
          if (!step()) return;
          if (!seen.insert(each).second) continue;
          left.push_back(each);
          Values row = table.rows[i];
          row[from] = each;
          closed.add(std::move(row), table.owners[i]);
        }
      }
    }
    table = std::move(closed);
  }

  // The next collection: one that an equality ties to those that are there, else the smallest.
  std::uint32_t choose(const std::vector<bool>& present) const {
    std::uint32_t best = 0;
    auto best_cost = std::pair(2, std::size_t{0});
    for (std::uint32_t i = 0; i < tables_.size(); ++i) {
      if (present[i]) continue;
      const auto cost = std::pair(key_of(i, present) == nullptr ? 1 : 0, tables_[i].rows.size());
      if (best_cost.first < 2 && best_cost <= cost) continue;
      best = i;
      best_cost = cost;
    }
    return best;
  }

  const JoinCondition* key_of(std::uint32_t next, const std::vector<bool>& present) const {
    const auto ties = [&](const JoinCondition& condition) {
      const std::uint32_t a = condition.left.collection, b = condition.right.collection;
      return condition.op == Operator::kEqual && a != b &&
             ((a == next && present[b]) || (b == next && present[a]));
    };
    const auto found = std::ranges::find_if(spec_.conditions, ties);
    return found == spec_.conditions.end() ? nullptr : &*found;
  }

  void extend(std::uint32_t next, std::vector<bool> present) {
    present[next] = false;
    const JoinCondition* const key = key_of(next, present);
    present[next] = true;
    std::unordered_map<std::string, std::vector<std::uint32_t>> index;
    std::vector<std::uint32_t> all;
    const Table& table = tables_[next];
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      if (key == nullptr) {
        all.push_back(row);
      } else if (const auto& value = table.rows[row][own(*key, next).column]) {
        index[*value].push_back(row);
      }
    }
    std::vector<std::vector<std::uint32_t>> out;
    for (std::vector<std::uint32_t>& combination : combinations_) {
      const std::vector<std::uint32_t>* rows = &all;
      if (key != nullptr) {
        const auto& value = value_of(combination, other(*key, next));
        const auto found = value ? index.find(*value) : index.end();
        if (found == index.end()) continue;
        rows = &found->second;
      }
      for (const std::uint32_t row : *rows) {
        if (!step()) break;
        combination[next] = row;
        if (!holds(combination, next, present)) continue;
        limited_ |= out.size() == kMaxCombinations;
        if (limited_) break;
        out.push_back(combination);
      }
    }
    combinations_ = std::move(out);
  }

  static const Side& own(const JoinCondition& condition, std::uint32_t collection) {
    return condition.left.collection == collection ? condition.left : condition.right;
  }
  static const Side& other(const JoinCondition& condition, std::uint32_t collection) {
    return condition.left.collection == collection ? condition.right : condition.left;
  }

  const std::optional<std::string>& value_of(const std::vector<std::uint32_t>& combination,
                                             const Side& side) const {
    return tables_[side.collection].rows[combination[side.collection]][side.column];
  }

  // The conditions that can be judged since `next` is there.
  bool holds(const std::vector<std::uint32_t>& combination, std::uint32_t next,
             const std::vector<bool>& present) const {
    return std::ranges::all_of(spec_.conditions, [&](const JoinCondition& condition) {
      const std::uint32_t a = condition.left.collection, b = condition.right.collection;
      if (condition.op == Operator::kReaches || (a != next && b != next) || !present[a] ||
          !present[b]) {
        return true;
      }
      return compares(condition.op, value_of(combination, condition.left),
                      value_of(combination, condition.right));
    });
  }

  const JoinSpec& spec_;
  std::vector<Table> tables_;
  std::vector<std::vector<std::uint32_t>> combinations_;  // by collection: a row
  std::uint64_t steps_ = 0;
  bool limited_ = false;
};

}  // namespace

Joined join(const JoinSpec& spec, const std::vector<std::vector<JoinRow>>& tables) {
  const bool vain = std::ranges::any_of(tables, [](const auto& table) { return table.empty(); });
  if (vain) return {};
  return Joining(spec, tables).run();
}

}  // namespace scan::sast

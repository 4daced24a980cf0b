#include "sast/join_conclusion.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "sast/evaluation.h"
#include "sast/join_fact.h"

namespace scan::sast {

namespace {

// The rows of one join, and the facts that they are from.
struct Tables {
  std::vector<std::vector<JoinRow>> rows;
  std::vector<std::vector<const Fact*>> facts;
};

bool add_row(const JoinSpec& spec, JoinMatch match, const Fact& fact, Tables& tables) {
  if (match.collection >= spec.collections.size()) return false;
  const std::vector<JoinCollection::Column>& columns = spec.collections[match.collection].columns;
  if (match.row.values.size() != columns.size()) return false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].metavariable == kAnonymous) match.row.values[i] = fact.location.path;
  }
  tables.rows[match.collection].push_back(std::move(match.row));
  tables.facts[match.collection].push_back(&fact);
  return true;
}

std::map<std::uint32_t, Tables> tables_of(const std::vector<std::unique_ptr<const Rule>>& rules,
                                          const std::vector<Fact>& facts) {
  std::map<std::uint32_t, Tables> all;
  for (const Fact& fact : facts) {
    std::optional<JoinMatch> match = join_match(fact);
    if (!match || match->join >= rules.size() || !rules[match->join]->join) continue;
    const JoinSpec& spec = *rules[match->join]->join;
    Tables& tables = all[match->join];
    tables.rows.resize(spec.collections.size());
    tables.facts.resize(spec.collections.size());
    add_row(spec, *std::move(match), fact, tables);
  }
  return all;
}

std::string message_of_row(const Rule& rule, const JoinRow& row) {
  const std::vector<JoinCollection::Column>& columns =
      rule.join->collections[rule.join->result].columns;
  std::string message;
  for (const MessagePart& part : rule.message) {
    const std::size_t begin = part.text.find('$');
    const std::size_t end = part.text.find(')', begin);
    const auto found = part.kind == MessagePart::Kind::kText
                           ? columns.end()
                           : std::ranges::find(columns, part.text.substr(begin, end - begin),
                                               &JoinCollection::Column::name);
    const auto& value = found == columns.end()
                            ? std::optional<std::string>()
                            : row.values[static_cast<std::size_t>(found - columns.begin())];
    message += value ? shown(*value) : part.text;
  }
  return message;
}

void add_findings(const Rule& rule, const Tables& tables, ProjectResult& out) {
  const Joined joined = join(*rule.join, tables.rows);
  std::set<std::tuple<std::string, Span, std::string>> seen;
  for (const std::uint32_t number : joined.rows) {
    const Fact& fact = *tables.facts[rule.join->result][number];
    Finding finding;
    finding.rule_id = rule.info.id;
    finding.analyzer = "sast";
    finding.message = message_of_row(rule, tables.rows[rule.join->result][number]);
    finding.severity = rule.info.severity;
    finding.confidence = rule.info.confidence;
    finding.locations.push_back(fact.location);
    if (seen.emplace(fact.location.path, fact.location.span, finding.message).second) {
      out.findings.push_back(std::move(finding));
    }
  }
  if (joined.limited) {
    out.notices.push_back({.code = "join-limit",
                           .message = "the rule has more matches to put together than the limit "
                                      "allows",
                           .rule_id = rule.info.id,
                           .incomplete = true});
  }
}

}  // namespace

void conclude_joins(const std::vector<std::unique_ptr<const Rule>>& rules,
                    const std::vector<Fact>& facts, ProjectResult& out) {
  for (const auto& [number, tables] : tables_of(rules, facts)) {
    add_findings(*rules[number], tables, out);
  }
}

}  // namespace scan::sast

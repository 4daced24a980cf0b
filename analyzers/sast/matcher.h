// Matches one pattern against one file: every way in which it matches, with what its metavariables
// are.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sast/binding.h"
#include "sast/distinct_matches.h"
#include "sast/language_facts.h"
#include "sast/pattern.h"
#include "sast/types.h"

namespace scan::sast {

/// Runs patterns over one file. Not thread-safe; memory is reused from pattern to pattern.
class Matcher {
 public:
  explicit Matcher(const Target& target)
      : target_(target), facts_(facts_of(target.tree.language())) {}

  /// Makes `pattern` the one that match_at() is about. It must live until the next call.
  void use(const Pattern& pattern);
  const Pattern& pattern() const { return *pattern_; }

  /// Whether the pattern can begin at nodes with this head name; symbols of the target's tree.
  syntax::Symbol head() const { return head_; }

  /// Appends the matches that begin at `node`. Each is reported once.
  void match_at(syntax::NodeId node, std::vector<Match>& out);

  /// Whether a limit was hit since use(): some matches may be missing.
  bool limited() const { return limited_; }
  /// What was done since use(). A pattern has a budget of kMaxSteps for a file, which the last step
  /// may overdraw by the size of one list of the file.
  std::uint64_t steps() const { return steps_; }
  static constexpr std::uint64_t kMaxSteps = 4'000'000;

 private:
  // What is still to be shown, as a linked list in goals_: a solution is an empty list.
  struct Goal {
    enum class Op : std::uint8_t {
      kNode,        // pattern node p and target node t agree
      kItems,       // the items from p and from t agree in order
      kUnordered,   // every item from p agrees with one of t's parent that is not taken
      kKeywords,    // the keyword arguments from p are found among those of t's list that are not
                    // taken
      kPositional,  // the other arguments from p and those from t that are not taken agree in order
      kStatements,  // the statements from p are found from t on
      kTakenAll,    // no item of list t is left over
      kTakenInOrder,  // the decorators of t were taken in the order in which they stand
      kOperands,      // the operands from p and from t, positions in operands_, agree in order
      kStatement,     // statement p agrees with statement t, or is in it
      kAnyOperands,   // every operand from p agrees with one that is not taken
    };
    Op op;
    bool more = false;       // kUnordered: more may be there; kStatements: more may follow
    bool deep = false;       // kStatements: nested ones count as well
    bool single = false;     // kItems: the target is one node, not the children of one
    bool outermost = false;  // kStatements: the pattern itself, not a block in it
    syntax::NodeId p = 0, p_end = 0;
    syntax::NodeId t = 0, t_end = 0;
    syntax::NodeId list = 0;  // kKeywords: the pattern's list; kPositional: the target's;
                              // kStatements: the last one that agreed
    std::uint32_t next = 0;
  };
  using GoalId = std::uint32_t;  // index in goals_; 0: no goal

  enum class Outcome : std::uint8_t { kExplored, kStop };
  // How one step ended: the goals left are in the reference given, or all was explored by
  // branching.
  enum class Step : std::uint8_t { kGo, kFail, kBranched, kStop };

  struct Taken {
    syntax::NodeId list, item;
  };
  struct Mark {
    std::size_t goals, bindings, taken, operands;
  };

  Outcome solve(GoalId goals);
  Step run(const Goal& goal, GoalId& rest);
  Step node(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step plain(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step record(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step assignment(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step augmented(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step member(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step open_chain(syntax::NodeId p, syntax::NodeId t, GoalId rest);
  Step operation(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step decorator(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step import_item(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step import_as_whole(syntax::NodeId p, syntax::NodeId t, syntax::NodeId whole, GoalId& rest);
  syntax::NodeId whole_import(syntax::NodeId p) const;
  Step element(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  bool as_many(syntax::NodeId p, syntax::NodeId t, syntax::Role role) const;
  GoalId push_each(syntax::Role role, syntax::NodeId p, syntax::NodeId t, GoalId rest);
  Step taken_in_order(const Goal& goal);
  Step regex(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step implicit_return(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step import(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step required(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step string_form(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step cast_or_operand(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  syntax::NodeId without_wrapping(syntax::NodeId p, syntax::NodeId t) const;
  bool is_root(syntax::NodeId p) const { return p == pattern_->roots.front(); }
  bool is_markup(syntax::NodeId t) const;
  Step deep(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step typed(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  bool try_type(syntax::NodeId p, const KnownType& type, syntax::NodeId t, GoalId rest);
  Step items(const Goal& goal, GoalId& rest);
  Step unordered(const Goal& goal, GoalId& rest);
  Step keywords(const Goal& goal, GoalId& rest);
  Step positional(const Goal& goal, GoalId& rest);
  bool is_keyword(syntax::NodeId p) const;
  std::size_t ellipses_beside(syntax::NodeId p) const;
  Step statements(const Goal& goal, GoalId& rest);
  Step statements_after_ellipsis(const Goal& goal, GoalId rest);
  Step statement(syntax::NodeId p, syntax::NodeId t, GoalId& rest);
  Step all_taken(const Goal& goal);
  Step operands(const Goal& goal, GoalId& rest);
  Step any_operands(const Goal& goal, GoalId& rest);
  bool is_symmetric(std::string_view sign) const;
  void flatten(const syntax::Tree& tree, syntax::NodeId chain);
  /// Whether a part of a pattern is satisfied where the target has nothing: "...", "(...)".
  bool needs_nothing(syntax::NodeId p) const;
  bool same_form_of_catch(syntax::NodeId p, syntax::NodeId t) const;

  /// Whether a pattern of names agrees with a resolved name, from its last part on.
  bool path(syntax::NodeId p, std::string_view path);
  bool same_path(syntax::NodeId p, syntax::NodeId t) const;
  bool is_module_prefix(syntax::NodeId p, syntax::NodeId t) const;
  /// Whether a pattern's loop has "..." in the place of all its header.
  bool has_any_header(syntax::NodeId loop) const;
  bool same_flags(syntax::NodeId p, std::string_view regex) const;
  bool coerced(syntax::NodeId p, const Constant& value) const;
  /// Whether a string has the prefix that the pattern's asks for, as of b"x".
  bool has_prefix(syntax::NodeId p, syntax::NodeId t) const;
  bool equal_name(syntax::NodeId p, syntax::NodeId t) const;

  const MatchOptions& options() const { return pattern_->options; }
  /// What an expression is known to be, as far as the pattern wants to know.
  Constant constant(syntax::NodeId t) const;
  /// Tries what a name stands for in place of the name. True: stop altogether.
  bool try_expression(syntax::NodeId p, syntax::NodeId t, GoalId rest);
  bool same_keyword(syntax::NodeId p, syntax::NodeId t) const;

  bool bind(MetavariableId metavariable, Binding binding);
  Binding nodes_binding(syntax::NodeId first, syntax::NodeId end) const;
  Binding text_binding(std::string_view text, syntax::NodeId at) const;

  GoalId push(const Goal& goal);
  /// A goal about the children of p and of t.
  Goal children_goal(Goal::Op op, syntax::NodeId p, syntax::NodeId t, GoalId next) const;
  GoalId push_node(syntax::NodeId p, syntax::NodeId t, GoalId rest);
  GoalId push_entry(syntax::NodeId p, syntax::NodeId t, GoalId rest);
  GoalId push_any(syntax::NodeId child, syntax::NodeId p, syntax::NodeId t, GoalId rest);
  Mark mark() const { return {goals_.size(), bindings_.size(), taken_.size(), operands_.size()}; }
  void undo(const Mark& mark);
  /// Explores one alternative and takes back what it did. True: stop altogether.
  bool branch(GoalId goals);
  bool is_taken(syntax::NodeId list, syntax::NodeId item) const;
  bool is_statement(syntax::NodeId node) const;
  syntax::NodeId next_statement(syntax::NodeId node, syntax::NodeId end, bool deep) const;
  void solution();

  const syntax::Tree& tree() const { return target_.tree; }
  const syntax::Tree& ptree() const { return pattern_->tree(); }
  const PatternNode& info(syntax::NodeId p) const { return pattern_->nodes[p]; }

  const Target& target_;
  const LanguageFacts& facts_;
  const Pattern* pattern_ = nullptr;
  std::vector<syntax::Symbol> symbols_;  // of the pattern's names, in the target's tree
  std::vector<syntax::Symbol> paths_;    // of the pattern's paths, in the target's Names
  syntax::Symbol head_ = 0;

  std::vector<Goal> goals_;
  Bindings bindings_;  // in the order in which they were made
  std::vector<Taken> taken_;
  std::vector<syntax::NodeId> operands_;
  std::vector<std::pair<syntax::NodeId, syntax::NodeId>> parts_;  // of record() alone
  syntax::NodeId begin_ = 0;                                      // where the match begins
  std::uint32_t match_end_ = 0;  // the furthest byte that a statement of it reached
  DistinctMatches solutions_;    // of this start
  std::size_t found_ = 0;        // matches since use()
  std::uint64_t steps_ = 0;
  std::uint32_t depth_ = 0;
  bool limited_ = false;
};

}  // namespace scan::sast

// Lowers a grammar's tree into the common Tree. What is to be done with a node of each type is a
// row in the adapter's table; a type that needs more has a rule, which schedules the parts of what
// it makes.
//
// Nothing here recurses: rules schedule, a loop carries out, so nesting costs heap and no stack.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "syntax/concrete_tree.h"
#include "syntax/offset_map.h"
#include "syntax/pattern_syntax.h"
#include "syntax/tree.h"

namespace scan::syntax {

class Lowering;

/// A field that rules ask for, by the name that grammars give it.
enum class Field : std::uint8_t {
#define SCAN_FIELD(enumerator, name) enumerator,
#include "syntax/fields.def"
#undef SCAN_FIELD
};
inline constexpr std::size_t kFieldCount =
    std::initializer_list<Field>{
#define SCAN_FIELD(enumerator, name) Field::enumerator,
#include "syntax/fields.def"
#undef SCAN_FIELD
    }
        .size();

/// Lowers one concrete node that has the role `role` in its parent. The rule of the grammar's root
/// lowers what is to stand below the Tree's own root.
using LoweringRule = void (*)(Lowering& lowering, RawId node, Role role);

/// What becomes of a node.
enum class Action : std::uint8_t {
  kNode,    ///< a node of `kind`, with the named children below it
  kLeaf,    ///< a node of `kind` without children, named by its text
  kInline,  ///< nothing of its own: its named children take its place and role
  kGroup,   ///< as kInline, and the child's span is the whole, brackets included
  kDrop,    ///< nothing
  kRule,    ///< what `rule` says
};

struct LoweringEntry {
  Action action = Action::kNode;
  Kind kind = Kind::kOther;
  LoweringRule rule = nullptr;
  /// The adapter's own number for the type; 0: rules do not ask for it.
  std::uint8_t type = 0;
  /// A token that the grammar does not name, and that is a node all the same: `this` in C#.
  bool token = false;
};

/// A language's table. Built once, from the grammar's names, so that no node costs a string
/// compare.
struct Adapter {
  const TSLanguage* grammar = nullptr;
  /// Another grammar, for what this one does not understand; nullptr: there is none.
  const Adapter* second = nullptr;
  std::vector<LoweringEntry> by_symbol;
  /// The role that a grammar's field gives; kItem for all others.
  std::vector<Role> by_field;
  /// The grammar's number of each Field; 0 where it has none.
  std::array<std::uint8_t, kFieldCount> fields{};
  PatternSyntax pattern;
  /// Whether nodes end where their last character stands that is no blank: a grammar that sees the
  /// end of an indented block only at what follows has the blanks between them in it.
  bool ends_before_blanks = false;
  /// Spells what the grammar does not know so that it does; nullptr: a text is read as it is.
  SpelledText (*respell)(std::string_view text) = nullptr;
};

/// A part of a text that is another language's, as offsets in the whole text.
struct EmbeddedText {
  Span span;
  std::vector<Span> left_out;  ///< what is blank for the other language
};

/// Lowers parts of a text by the grammar and the adapter of another language (Lowering::embed()).
class Embedder {
 public:
  virtual ~Embedder() = default;
  /// Adds what the part becomes to the node that is open in `builder`.
  virtual void lower(const Language& language, const EmbeddedText& part, TreeBuilder& builder) = 0;
};

class Lowering {
 public:
  /// All must outlive it; the text of `concrete` must outlive the Tree that `builder` makes.
  Lowering(const Adapter& adapter, const ConcreteTree& concrete, TreeBuilder& builder,
           Embedder& embedder);

  /// Adds what the text becomes to the node that is open in the builder.
  void run() &&;

  // For rules. Each schedules one step; the steps are carried out in order when the rule has
  // returned.
  const ConcreteTree& concrete() const { return concrete_; }
  const RawNode& raw(RawId node) const { return concrete_.nodes[node]; }
  /// Begins a node with the span and grammar symbol of `at`; ends with close().
  void open(Kind kind, Role role, RawId at, Symbol name = 0);
  /// As open(), with a span that ends where `last` does: `a.b` of a node that is `a.b(c)`.
  void open_until(Kind kind, Role role, RawId at, RawId last, Symbol name = 0);
  /// As open(), for a node that begins where `from` does.
  void open_from(RawId from, Kind kind, Role role, RawId at, Symbol name = 0);
  void close();
  void leaf(Kind kind, Role role, RawId at, Symbol name = 0);
  /// As open() and leaf(), for a part of what the grammar has as one token: `span` lies in `at`.
  void open_part(Kind kind, Role role, RawId at, Span span, Symbol name = 0);
  void leaf_part(Kind kind, Role role, RawId at, Span span, Symbol name = 0);
  /// Lowers a concrete node; 0 (no such node) is passed over.
  void visit(RawId node, Role role);
  /// Lowers all named children of `node` with the roles of their fields.
  void visit_children(RawId node);
  /// Lowers all named children of `node` with one role.
  void visit_children(RawId node, Role role);
  /// As visit(), but puts a single statement into a block of its own.
  void visit_as_block(RawId node, Role role);
  /// Has another language lower the text from the begin of `first` to the end of `last`, of which
  /// what the table drops is left out. A language that is not built (nullptr) leaves a string.
  void embed(const Language* language, RawId first, RawId last, Role role);
  /// What the table says of a type of node, with a kind of the caller's choice: named children by
  /// field.
  void node(Kind kind, RawId at, Role role, Symbol name = 0);

  Symbol intern(std::string_view text) { return builder_.symbols().intern(text); }
  Symbol make(std::string text) { return builder_.symbols().make(std::move(text)); }
  Symbol text(RawId node) { return intern(concrete_.text_of(node)); }
  /// The first child that is an anonymous token, as an operator or a keyword; 0 when there is none.
  RawId first_token(RawId node) const;
  /// The named child number `index`, comments not counted; 0 when there is none.
  RawId named_child(RawId node, std::uint32_t index) const;
  /// The first child in a field; 0 when there is none.
  RawId field(RawId node, Field field) const {
    const std::uint8_t number = adapter_.fields[static_cast<std::size_t>(field)];
    return number == 0 ? 0 : concrete_.field(node, number);
  }
  /// Whether a node stands in that field of its parent.
  bool in_field(RawId node, Field field) const {
    const std::uint8_t number = adapter_.fields[static_cast<std::size_t>(field)];
    return number != 0 && raw(node).field == number;
  }
  /// The number that the adapter's table gives the node's type; 0: none.
  std::uint8_t type(RawId node) const {
    const std::uint16_t symbol = raw(node).symbol;
    return symbol < adapter_.by_symbol.size() ? adapter_.by_symbol[symbol].type : std::uint8_t{0};
  }
  /// The first child of that type; 0 when there is none.
  RawId child_of_type(RawId node, std::uint8_t type) const;
  /// Whether the node has that token (an anonymous child) directly below it.
  bool has_token(RawId node, std::string_view token) const;
  bool dropped(RawId node) const;

  /// The children of a node, tokens included.
  class Children {
   public:
    class Iterator {
     public:
      Iterator(const ConcreteTree& tree, RawId at) : tree_(&tree), at_(at) {}
      RawId operator*() const { return at_; }
      Iterator& operator++() { return at_ = tree_->nodes[at_].end, *this; }
      bool operator==(const Iterator& other) const { return at_ == other.at_; }

     private:
      const ConcreteTree* tree_;
      RawId at_;
    };
    Children(const ConcreteTree& tree, RawId node) : tree_(tree), node_(node) {}
    Iterator begin() const { return {tree_, node_ + 1}; }
    Iterator end() const { return {tree_, tree_.nodes[node_].end}; }

   private:
    const ConcreteTree& tree_;
    RawId node_;
  };
  Children children(RawId node) const { return {concrete_, node}; }

 private:
  struct Step {
    enum class Op : std::uint8_t {
      kVisit,
      kBlock,
      kOpen,
      kOpenPart,
      kClose,
      kLeaf,
      kEmbed,
      kUngroup
    };
    Op op;
    Kind kind = Kind::kOther;
    Role role = Role::kItem;
    RawId at = 0;
    Symbol name = 0;
    RawId first = 0;  // where a node's span begins; 0: where that of `at` does
    RawId last = 0;   // where it ends; of kEmbed: the number of the part; of kOpenPart both are
                      // offsets
  };

  void carry_out(const Step& step);
  Span with_brackets(Span span);
  void lower(RawId node, Role role);
  void open_now(const Step& step);
  void open_now(Kind kind, Role role, RawId at, Symbol name);

  const Adapter& adapter_;
  const ConcreteTree& concrete_;
  TreeBuilder& builder_;
  Embedder& embedder_;
  RawId group_ = 0;  // brackets that the next node's span takes in; 0: none
  struct Embedded {
    const Language* language;
    EmbeddedText text;
  };
  std::vector<Embedded> embedded_;
  std::vector<Step> scheduled_;  // by the rule that is running, in order
  std::vector<Step> pending_;    // a stack: the next step is the last one
};

}  // namespace scan::syntax

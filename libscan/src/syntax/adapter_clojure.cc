// Clojure: from the types of tree-sitter-clojure-orchard to the common Tree.
//
// The grammar knows lists only. A list is a call of its first item, save where that is a word of
// the language: `defn`, `def`, `fn`, `let`, `if`, `when` and `do` become what they are elsewhere,
// `(.m x)` is a call of the member x.m, `(T. x)` makes a T, and what `ns` requires is imported.
#include <algorithm>
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_clojure_orchard();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNoType,
  kSymbolType,
  kKeywordType,
  kListType,
  kVectorType,
  kMapType,
  kStringType,
};

using Items = std::vector<RawId>;

Items items_of(const Lowering& l, RawId at) {
  Items out;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) out.push_back(child);
  }
  return out;
}

std::string_view text_of(const Lowering& l, RawId at) { return l.concrete().text_of(at); }

void visit_from(Lowering& l, const Items& items, std::size_t first, Role role) {
  for (std::size_t i = first; i < items.size(); ++i) l.visit(items[i], role);
}

void block_from(Lowering& l, const Items& items, std::size_t first, RawId at, Role role) {
  if (first >= items.size()) {
    l.open(Kind::kBlock, role, at);
    return l.close();
  }
  l.open_from(items[first], Kind::kBlock, role, at);
  visit_from(l, items, first, Role::kItem);
  l.close();
}

// Names and literals.

void symbol(Lowering& l, RawId at, Role role) {
  const RawId space = l.field(at, Field::kNamespace);
  const RawId name = l.field(at, Field::kName);
  if (name == 0) return l.leaf(Kind::kIdentifier, role, at, l.text(at));
  if (space == 0) return l.leaf(Kind::kIdentifier, role, name, l.text(name));
  l.open(Kind::kMember, role, at);
  l.leaf(Kind::kIdentifier, Role::kObject, space, l.text(space));
  l.leaf(Kind::kIdentifier, Role::kProperty, name, l.text(name));
  l.close();
}

std::string_view content_of(const Lowering& l, RawId at) {
  const std::string_view text = text_of(l, at);
  const std::size_t begin = text.find('"');
  const std::size_t end = text.rfind('"');
  return begin == end ? std::string_view() : text.substr(begin + 1, end - begin - 1);
}

template <Kind kind>
void quoted(Lowering& l, RawId at, Role role) {
  l.leaf(kind, role, at, l.intern(content_of(l, at)));
}

// Entries are items two by two; an ellipsis stands for any number of them.
template <typename Entry>
void in_pairs(Lowering& l, const Items& items, Entry entry) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool alone = l.concrete().is_pattern && text_of(l, items[i]) == "...";
    if (alone || i + 1 == items.size()) {
      l.visit(items[i], Role::kItem);
    } else {
      entry(items[i], items[i + 1]);
      ++i;
    }
  }
}

void map(Lowering& l, RawId at, Role role) {
  l.open(Kind::kDictionary, role, at);
  in_pairs(l, items_of(l, at), [&l](RawId key, RawId value) {
    l.open_until(Kind::kPair, Role::kItem, key, value);
    l.visit(key, Role::kKey);
    l.visit(value, Role::kValue);
    l.close();
  });
  l.close();
}

void marked(Lowering& l, RawId at, Role role) {
  const RawId marker = l.field(at, Field::kMarker);
  l.open(Kind::kUnary, role, at, marker == 0 ? 0 : l.text(marker));
  l.visit_children(at, Role::kOperand);
  l.close();
}

// Calls.

void call(Lowering& l, RawId at, Role role) {
  const Items items = items_of(l, at);
  const std::string_view head = text_of(l, items[0]);
  const bool is_symbol = l.type(items[0]) == kSymbolType && head.size() > 1;
  const bool is_member = is_symbol && head[0] == '.' && head[1] != '.' && items.size() > 1;
  const bool makes = is_symbol && head.back() == '.' && head[head.size() - 2] != '.';
  const std::size_t first = is_member ? 2 : 1;
  l.open(makes ? Kind::kNew : Kind::kCall, role, at);
  if (is_member) {
    l.open_until(Kind::kMember, Role::kCallee, items[0], items[1]);
    l.visit(items[1], Role::kObject);
    l.leaf(Kind::kIdentifier, Role::kProperty, items[0], l.intern(head.substr(1)));
    l.close();
  } else if (makes) {
    l.leaf(Kind::kIdentifier, Role::kType, items[0], l.intern(head.substr(0, head.size() - 1)));
  } else {
    l.visit(items[0], Role::kCallee);
  }
  if (first < items.size()) {
    l.open_until(Kind::kArguments, Role::kArguments, items[first], items.back());
  } else {
    l.open(Kind::kArguments, Role::kArguments, at);
  }
  visit_from(l, items, first, Role::kItem);
  l.close();
  l.close();
}

// Definitions.

void parameters(Lowering& l, RawId vector) {
  l.open(Kind::kParameters, Role::kParameters, vector);
  for (const RawId item : items_of(l, vector)) {
    if (text_of(l, item) == "&") continue;
    l.open(Kind::kParameter, Role::kItem, item);
    l.visit(item, Role::kName);
    l.close();
  }
  l.close();
}

// `(defn name "doc" {…} [x] …)` and `(fn name [x] …)`; with several lists of parameters, each of
// them is a call in the body.
template <Kind kind>
void function(Lowering& l, RawId at, Role role, const Items& items) {
  std::size_t next = 1;
  l.open(kind, role, at);
  if (next < items.size() && l.type(items[next]) == kSymbolType) {
    l.visit(items[next++], Role::kName);
  }
  std::size_t vector = next;
  while (vector < items.size() &&
         (l.type(items[vector]) == kStringType || l.type(items[vector]) == kMapType)) {
    ++vector;
  }
  if (vector < items.size() && l.type(items[vector]) == kVectorType) {
    parameters(l, items[vector]);
    next = vector + 1;
  }
  block_from(l, items, next, at, Role::kBody);
  l.close();
}

// `(def name "doc" value)`.
void variable(Lowering& l, RawId at, Role role, const Items& items) {
  if (items.size() < 2) return call(l, at, role);
  l.open(Kind::kVariable, role, at, l.intern("def"));
  l.visit(items[1], Role::kLeft);
  if (items.size() > 2) l.visit(items.back(), Role::kRight);
  l.close();
}

void let(Lowering& l, RawId at, Role role, const Items& items) {
  if (items.size() < 2 || l.type(items[1]) != kVectorType) return call(l, at, role);
  l.open(Kind::kBlock, role, at);
  in_pairs(l, items_of(l, items[1]), [&l](RawId name, RawId value) {
    l.open_until(Kind::kVariable, Role::kItem, name, value, l.intern("let"));
    l.visit(name, Role::kLeft);
    l.visit(value, Role::kRight);
    l.close();
  });
  visit_from(l, items, 2, Role::kItem);
  l.close();
}

void sequence(Lowering& l, RawId at, Role role, const Items& items) {
  l.open(Kind::kBlock, role, at);
  visit_from(l, items, 1, Role::kItem);
  l.close();
}

void if_form(Lowering& l, RawId at, Role role, const Items& items) {
  if (items.size() < 3) return call(l, at, role);
  l.open(Kind::kIf, role, at);
  l.visit(items[1], Role::kCondition);
  l.visit_as_block(items[2], Role::kBody);
  if (items.size() > 3) l.visit_as_block(items[3], Role::kAlternative);
  l.close();
}

void when_form(Lowering& l, RawId at, Role role, const Items& items) {
  if (items.size() < 2) return call(l, at, role);
  l.open(Kind::kIf, role, at);
  l.visit(items[1], Role::kCondition);
  block_from(l, items, 2, at, Role::kBody);
  l.close();
}

// Imports.

// `[module :as name]`, `[module :refer [a b]]`.
void required(Lowering& l, RawId vector) {
  const Items items = items_of(l, vector);
  if (items.empty()) return;
  l.open(Kind::kImport, Role::kItem, vector);
  l.leaf(Kind::kIdentifier, Role::kModule, items[0], l.text(items[0]));
  for (std::size_t i = 1; i + 1 < items.size(); i += 2) {
    const std::string_view word = text_of(l, items[i]);
    if (word == ":as") l.leaf(Kind::kIdentifier, Role::kAlias, items[i + 1], l.text(items[i + 1]));
    if (word != ":refer" || l.type(items[i + 1]) != kVectorType) continue;
    for (const RawId name : items_of(l, items[i + 1])) {
      l.open(Kind::kImportItem, Role::kItem, name);
      l.visit(name, Role::kName);
      l.close();
    }
  }
  l.close();
}

void name_space(Lowering& l, RawId at, Role role, const Items& items) {
  for (const RawId clause : items) {
    if (l.type(clause) != kListType) continue;
    const Items parts = items_of(l, clause);
    if (parts.empty() || text_of(l, parts[0]) != ":require") continue;
    for (const RawId part : parts) {
      if (l.type(part) == kVectorType) required(l, part);
    }
  }
  call(l, at, role);
}

struct Form {
  std::string_view word;
  void (*rule)(Lowering&, RawId, Role, const Items&);
};

constexpr Form kForms[] = {
    {"defn", function<Kind::kFunction>},
    {"defn-", function<Kind::kFunction>},
    {"defmacro", function<Kind::kFunction>},
    {"fn", function<Kind::kLambda>},
    {"def", variable},
    {"let", let},
    {"loop", let},
    {"binding", let},
    {"with-open", let},
    {"do", sequence},
    {"if", if_form},
    {"when", when_form},
    {"ns", name_space},
};

void list(Lowering& l, RawId at, Role role) {
  const Items items = items_of(l, at);
  if (items.empty()) return l.leaf(Kind::kList, role, at);
  if (l.type(items[0]) == kSymbolType) {
    const std::string_view text = text_of(l, items[0]);
    for (const Form& form : kForms) {
      if (form.word == text) return form.rule(l, at, role, items);
    }
  }
  // Nothing but lists: one after the other.
  const bool calls = items.size() > 1 && std::ranges::all_of(items, [&](RawId item) {
                       return l.type(item) == kListType;
                     });
  if (!calls) return call(l, at, role);
  l.open(Kind::kBlock, role, at);
  visit_from(l, items, 0, Role::kItem);
  l.close();
}

// `#(f %)`.
void short_function(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  l.open(Kind::kBlock, Role::kBody, at);
  if (!items_of(l, at).empty()) call(l, at, Role::kItem);
  l.close();
  l.close();
}

}  // namespace

const Adapter& clojure_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_clojure_orchard(),
                   {
                       drop_row("comment"),
                       drop_row("dis_expr"),
                       drop_row("meta_lit"),
                       drop_row("old_meta_lit"),
                       // Names and literals.
                       rule_row("sym_lit", symbol).typed(kSymbolType),
                       leaf_row("sym_name", Kind::kIdentifier),
                       leaf_row("kwd_lit", Kind::kIdentifier).typed(kKeywordType),
                       leaf_row("bool_lit", Kind::kBoolean),
                       leaf_row("nil_lit", Kind::kNull),
                       leaf_row("char_lit", Kind::kOther),
                       rule_row("num_lit", number),
                       rule_row("str_lit", quoted<Kind::kString>).typed(kStringType),
                       rule_row("regex_lit", quoted<Kind::kString>),
                       // Forms.
                       rule_row("list_lit", list).typed(kListType),
                       node_row("vec_lit", Kind::kList).typed(kVectorType),
                       node_row("set_lit", Kind::kSet),
                       rule_row("map_lit", map).typed(kMapType),
                       rule_row("anon_fn_lit", short_function),
                       rule_row("quoting_lit", marked),
                       rule_row("syn_quoting_lit", marked),
                       rule_row("unquoting_lit", marked),
                       rule_row("unquote_splicing_lit", marked),
                       rule_row("derefing_lit", marked),
                       rule_row("var_quoting_lit", marked),
                   },
                   {}, {.deep_begin = "(___ ", .line_comment = ";", .quotes = "\""});
  return kAdapter;
}

}  // namespace scan::syntax

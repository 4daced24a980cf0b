// From the Tree of a pattern's text to what each node stands for, and where a match can begin.
#include "sast/pattern.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "sast/types.h"
#include "syntax/lowering.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

namespace {

// A pattern that is larger than this is no pattern. Bounds the depth of the matcher's recursion.
constexpr NodeId kMaxPatternNodes = 5'000;

class Compiler {
 public:
  Compiler(syntax::PatternTree parsed, MetavariableTable& metavariables)
      : metavariables_(metavariables), out_{.parsed = std::move(parsed)} {}

  Pattern run() && {
    out_.nodes.resize(tree().size());
    // Children before parents: what wraps an ellipsis is one itself.
    for (NodeId node = tree().size(); node-- > 0;) classify(node);
    for (const syntax::TypedMetavariable& typed : out_.parsed.typed) set_typed(typed);
    choose_roots();
    collect_names();
    if (!out_.is_sequence && tree().kind(out_.roots.front()) != Kind::kDecorator) {
      const NodeId head = head_of(tree(), out_.roots.front());
      if (head != kNoNode && form(head) == Form::kPlain) out_.head = tree().name_text(head);
    }
    return std::move(out_);
  }

 private:
  const Tree& tree() const { return out_.parsed.tree; }
  Form form(NodeId node) const { return out_.nodes[node].form; }

  void classify(NodeId node) {
    PatternNode& info = out_.nodes[node];
    if (out_.parsed.completion.size() > 0 && out_.parsed.completion.contains(tree().span(node))) {
      info.form = Form::kEllipsis;
      return;
    }
    if (is_deep(node, info)) return;
    if (!is_list(tree().kind(node)) &&
        stands_for_any_number(base::trimmed(tree().text(node)), info))
      return;
    if (is_spelled_metavariable(node)) {
      info.form = Form::kMetavariable;
      info.metavariable = metavariables_.id(tree().text(node));
      return;
    }
    switch (tree().kind(node)) {
      case Kind::kEllipsis:
        info.form = Form::kEllipsis;
        return;
      case Kind::kIdentifier:
        classify_name(node, info);
        return;
      case Kind::kString:
        classify_string(node, info);
        return;
      case Kind::kMember:
        classify_member(node, info);
        return;
      case Kind::kRegex:
        classify_regex(node, info);
        return;
      case Kind::kText: {
        const std::string_view text = base::trimmed(tree().name_text(node));
        if (text.starts_with("...")) {
          info.form = Form::kEllipsis;
        } else if (syntax::is_metavariable(text)) {
          info.form = Form::kMetavariable;
          info.metavariable = metavariables_.id(text);
        } else {
          stands_for_any_number(text, info);
        }
        return;
      }
      default:
        return;
    }
  }

  // A metavariable that was spelled as a call, or as a parameter with a type, which it has not.
  bool is_spelled_metavariable(NodeId node) const {
    if (tree().is_leaf(node) || !syntax::is_metavariable(tree().text(node))) return false;
    // A command of one word is no metavariable, but has one for its word.
    if (tree().kind(node) == Kind::kCall) return tree().child(node, Role::kCallee) != kNoNode;
    if (tree().kind(node) != Kind::kParameter) return false;
    const NodeId type = tree().child(node, Role::kType);
    return type != kNoNode && tree().span(type) == tree().span(node);
  }

  void classify_name(NodeId node, PatternNode& info) {
    const std::string_view name = tree().name_text(node);
    if (syntax::is_ellipsis(name)) {
      info.form = Form::kEllipsis;
    } else if (syntax::is_metavariable(name)) {
      info.form = Form::kMetavariable;
      info.metavariable = metavariables_.id(name);
    } else if (syntax::is_ellipsis_metavariable(name)) {
      info.form = Form::kEllipsisMetavariable;
      info.metavariable = metavariables_.id(name);
    } else if (is_regex(name)) {
      set_regex(name, info);
    } else {
      info.path = out_.paths.make(std::string(name));
    }
  }

  // "/.../" and "/$X/".
  void classify_regex(NodeId node, PatternNode& info) {
    const std::string_view text = tree().name_text(node);
    const std::size_t end = text.rfind('/');
    if (end == 0 || end == std::string_view::npos) return;
    const std::string_view inner = text.substr(1, end - 1);
    if (inner == "...") info.form = Form::kAnyString;
    if (!syntax::is_metavariable(inner)) return;
    info.form = Form::kStringMetavariable;
    info.metavariable = metavariables_.id(inner);
  }

  void classify_string(NodeId node, PatternNode& info) {
    const std::string_view content = tree().name_text(node);
    const bool part = tree().kind(tree().parent(node)) == Kind::kInterpolated;
    if (content == "...") {
      info.form = part ? Form::kEllipsis : Form::kAnyString;
    } else if (syntax::is_metavariable(content)) {
      info.form = Form::kStringMetavariable;
      info.metavariable = metavariables_.id(content);
    } else if (part && syntax::is_ellipsis_metavariable(content)) {
      info.form = Form::kEllipsisMetavariable;
      info.metavariable = metavariables_.id(content);
    } else if (is_regex(content)) {
      set_regex(content, info);
    }
  }

  void classify_member(NodeId node, PatternNode& info) {
    const NodeId object = tree().child(node, Role::kObject);
    const NodeId property = tree().child(node, Role::kProperty);
    if (object == kNoNode || property == kNoNode) return;
    const syntax::Symbol outer = out_.nodes[object].path;
    const syntax::Symbol inner = out_.nodes[property].path;
    if (outer == 0 || inner == 0) return;
    std::string path(out_.paths.text(outer));
    path.append(".").append(out_.paths.text(inner));
    info.path = out_.paths.make(std::move(path));
  }

  // `<... P ...>`, whatever it was spelled as: P is the first node after the begin.
  bool is_deep(NodeId node, PatternNode& info) const {
    const std::string_view text = tree().text(node);
    if (!text.starts_with(syntax::kDeepBegin) || !text.ends_with("...>")) return false;
    const std::size_t begin = tree().span(node).begin + syntax::kDeepBegin.size();
    for (NodeId inner = node + 1; inner < tree().end(node); ++inner) {
      if (tree().span(inner).begin < begin) continue;
      info.form = Form::kDeep;
      info.operand = inner;
      return true;
    }
    return false;
  }

  // Whatever an ellipsis was spelled as at its place (a parameter, a field, a statement), its text
  // is "..."; but a list that has nothing else in it is a list.
  bool stands_for_any_number(std::string_view text, PatternNode& info) {
    if (syntax::is_ellipsis(text)) {
      info.form = Form::kEllipsis;
      return true;
    }
    if (!syntax::is_ellipsis_metavariable(text)) return false;
    info.form = Form::kEllipsisMetavariable;
    info.metavariable = metavariables_.id(text);
    return true;
  }

  static bool is_list(Kind kind) {
    switch (kind) {
      case Kind::kProgram:
      case Kind::kBlock:
      case Kind::kArguments:
      case Kind::kParameters:
      case Kind::kInterpolated:
        return true;
      default:
        return false;
    }
  }

  static bool is_regex(std::string_view text) {
    return text.starts_with("=~/") && text.find('/', 3) != std::string_view::npos;
  }

  void set_regex(std::string_view text, PatternNode& info) {
    const std::size_t end = text.rfind('/');
    const std::string_view flags = text.substr(end + 1);
    info.form = Form::kStringRegex;
    info.regex = static_cast<std::uint32_t>(out_.regexes.size());
    out_.regexes.emplace_back(
        std::string(text.substr(3, end - 3)),
        text::RegexOptions{.case_insensitive = flags.find('i') != std::string_view::npos,
                           .dot_all = flags.find('s') != std::string_view::npos,
                           .multi_line = flags.find('m') != std::string_view::npos});
  }

  // The outermost node of a typed metavariable, and that of its type.
  void set_typed(const syntax::TypedMetavariable& typed) {
    const auto within = [&](Span span, NodeId from) {
      NodeId node = from;
      while (node < tree().size() && !span.contains(tree().span(node))) ++node;
      return node;
    };
    const NodeId node = within(typed.all, 1);
    const NodeId type = within(typed.type, node);
    if (type >= tree().size()) return;
    PatternNode& info = out_.nodes[node];
    info.form = Form::kTyped;
    info.path = 0;
    info.operand = type;
    info.metavariable = metavariables_.id(
        std::string_view(*out_.parsed.text).substr(typed.name.begin, typed.name.size()));
  }

  // The nodes that lie within the pattern itself and not in what was put around it to parse it.
  void choose_roots() {
    const Span own = out_.parsed.own;
    for (NodeId node = 1; node < tree().size();) {
      if (own.contains(tree().span(node))) {
        out_.roots.push_back(node);
        node = tree().end(node);
      } else {
        ++node;
      }
    }
    if (out_.roots.empty()) out_.roots.push_back(Tree::root());
    if (out_.roots.size() == 1) out_.roots.front() = only_item(out_.roots.front());
    const Form first = form(out_.roots.front());
    out_.is_sequence = out_.roots.size() > 1 || first == Form::kEllipsis ||
                       first == Form::kEllipsisMetavariable || first == Form::kDeep;
  }

  // The entry that a list or dictionary of one entry stands for, where the language has it so.
  NodeId only_item(NodeId root) const {
    const Kind kind = tree().kind(root);
    const bool container = kind == Kind::kDictionary || kind == Kind::kList;
    const bool one = !tree().is_leaf(root) && tree().end(root + 1) == tree().end(root);
    return container && one && out_.parsed.one_item_stands_alone ? root + 1 : root;
  }

  // Every name that stands for itself must stand in a file that matches, spelled the same: an alias
  // is made by an import, which has the name. A string need not, since it may be put together of
  // several; but nobody puts together a key or the first word of a command.
  void collect_names() {
    std::vector<std::string>& names = out_.required_names;
    for (const NodeId root : out_.roots) {
      for (NodeId node = root; node < tree().end(root); ++node) {
        if (form(node) != Form::kPlain) continue;
        if (is_written_string(node)) {
          const std::string_view word = longest_word(tree().name_text(node));
          if (!word.empty() && tree().text(node).find(word) != std::string_view::npos) {
            names.emplace_back(word);
          }
        }
        if (tree().kind(node) != Kind::kIdentifier) continue;
        const bool of_lambda = tree().kind(tree().parent(node)) == Kind::kLambda;
        if (of_lambda && tree().role(node) == Role::kModifier) continue;  // counts for nothing
        const std::string_view name = tree().name_text(node);
        // "<.." has no name; "default" and "*" are the adapters' words for what an import takes.
        const std::string_view text = tree().text(node);
        const bool spelled =
            (text == name || (out_.parsed.names_in_any_case && base::lowered(text) == name)) &&
            name != syntax::kDeepBegin;
        // A literal has such a type without saying so.
        const bool literal_type =
            !out_.parsed.typed.empty() && builtin_type(name) != BuiltinType::kNone;
        if (spelled && !literal_type) names.emplace_back(name);
      }
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
  }

  bool is_written_string(NodeId node) const {
    if (tree().kind(node) != Kind::kString) return false;
    const NodeId parent = tree().parent(node);
    if (tree().kind(parent) == Kind::kPair) return tree().role(node) == Role::kKey;
    return tree().kind(parent) == Kind::kArguments &&
           head_of(tree(), tree().parent(parent)) == node;
  }

  MetavariableTable& metavariables_;
  Pattern out_;
};

}  // namespace

std::string_view longest_word(std::string_view text) {
  std::string_view longest;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (base::is_alphanumeric(text[i]) || text[i] == '_')) continue;
    if (i - begin > longest.size()) longest = text.substr(begin, i - begin);
    begin = i + 1;
  }
  return longest;
}

// A command is a call without a callee: its first argument is what is called.
static NodeId first_word(const Tree& tree, NodeId command) {
  const NodeId words = tree.child(command, Role::kArguments);
  if (words == kNoNode || tree.is_leaf(words)) return kNoNode;
  return tree.kind(words + 1) == Kind::kString ? words + 1 : kNoNode;
}

NodeId head_of(const Tree& tree, NodeId node) {
  // Each step goes to a child, so this ends; a pattern's and a target's chain are walked alike.
  while (node != kNoNode) {
    switch (tree.kind(node)) {
      case Kind::kIdentifier:
        return node;
      case Kind::kCall:
      case Kind::kNew: {
        const NodeId call = node;
        node = tree.child(call, Role::kCallee);
        if (node == kNoNode) return first_word(tree, call);
        break;
      }
      case Kind::kMember:
        node = tree.child(node, Role::kProperty);
        break;
      case Kind::kDecorator:
        node = tree.child(node, Role::kOperand);
        break;
      case Kind::kType:
        if (tree.name_text(node) != "<>" || tree.is_leaf(node)) return kNoNode;
        ++node;
        break;
      default:
        return kNoNode;
    }
  }
  return kNoNode;
}

bool is_expression(Kind kind) {
  switch (kind) {
    case Kind::kIdentifier:
    case Kind::kString:
    case Kind::kNumber:
    case Kind::kBoolean:
    case Kind::kNull:
    case Kind::kRegex:
    case Kind::kInterpolated:
    case Kind::kCall:
    case Kind::kNew:
    case Kind::kMember:
    case Kind::kIndex:
    case Kind::kAssignment:
    case Kind::kAugmentedAssignment:
    case Kind::kBinary:
    case Kind::kUnary:
    case Kind::kConditional:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kSet:
    case Kind::kDictionary:
    case Kind::kRecord:
    case Kind::kComprehension:
    case Kind::kLambda:
    case Kind::kAwait:
    case Kind::kYield:
    case Kind::kSequence:
    case Kind::kCast:
    case Kind::kTypeTest:
    case Kind::kRange:
    case Kind::kSlice:
    case Kind::kElement:
      return true;
    default:
      return false;
  }
}

Result<Pattern> compile_pattern(const syntax::ParserPool& parsers, const syntax::Language& language,
                                std::string_view text, MetavariableTable& metavariables) {
  Result<syntax::PatternTree> parsed = syntax::parse_pattern(parsers, language, text);
  if (!parsed.ok()) return std::move(parsed).error();
  if (parsed->tree.size() > kMaxPatternNodes) {
    return Error{.code = ErrorCode::kInvalidRule,
                 .message = "the pattern is too large",
                 .region = {1, 1, 1, 2}};
  }
  Pattern pattern = Compiler(std::move(*parsed), metavariables).run();
  for (const text::Regex& regex : pattern.regexes) {
    if (Status status = regex.check(); !status.ok()) {
      Error error = status.error();
      error.region = {1, 1, 1, 2};
      return error;
    }
  }
  return pattern;
}

Result<Pattern> compile_type(const syntax::ParserPool& parsers, const syntax::Language& language,
                             std::string_view type, MetavariableTable& metavariables) {
  const syntax::TypedSpelling& typed = language.adapter().pattern.typed;
  const auto error = [&](std::string_view what) {
    return Error{.code = ErrorCode::kInvalidRule,
                 .message = std::string(what) + std::string(language.name),
                 .region = {1, 1, 1, 2}};
  };
  if (typed.between.empty()) return error("there are no types to ask for in ");
  std::string text = "(";
  text += typed.type_first ? std::string(type) + " $_" : "$_: " + std::string(type);
  Result<Pattern> pattern = compile_pattern(parsers, language, text + ")", metavariables);
  if (!pattern.ok() || pattern->nodes[pattern->roots.front()].form != Form::kTyped) {
    return error("`" + std::string(type) + "` is no type of ");
  }
  return pattern;
}

}  // namespace scan::sast

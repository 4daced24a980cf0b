// Tree-sitter, kept in one file. A TSTree is read once, front to back, into a ConcreteTree, and
// dropped; the adapter then works on arrays. Reading is a loop over a cursor, so depth costs no
// stack.
#include "syntax/parser.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cassert>
#include <mutex>
#include <utility>
#include <vector>

#include "syntax/adapter.h"

namespace scan::syntax {
namespace {

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
using ParserPtr = std::unique_ptr<TSParser, ParserDeleter>;
using TreePtr = std::unique_ptr<TSTree, TreeDeleter>;

// What one thread needs while it parses one file.
struct Workspace {
  ParserPtr parser{ts_parser_new()};
  ConcreteTree concrete;
  ConcreteTree second;  // as another grammar reads it
  std::vector<RawId> open;
};

constexpr std::string_view kFieldNames[] = {
#define SCAN_FIELD(enumerator, name) name,
#include "syntax/fields.def"
#undef SCAN_FIELD
};

// 0 when the grammar has no such field.
std::uint8_t field_number(const TSLanguage* grammar, std::string_view field) {
  const TSFieldId id = ts_language_field_id_for_name(grammar, field.data(),
                                                     static_cast<std::uint32_t>(field.size()));
  assert(id < 256);
  return static_cast<std::uint8_t>(id);
}

TreePtr run_grammar(TSParser* parser, const TSLanguage* grammar, std::string_view text,
                    const std::function<bool()>& should_stop) {
  ts_parser_set_language(parser, grammar);
  struct Input {
    std::string_view text;
    const std::function<bool()>* should_stop;
  } input{text, &should_stop};
  TSInput reader{};
  reader.payload = &input;
  reader.encoding = TSInputEncodingUTF8;
  reader.read = [](void* payload, std::uint32_t offset, TSPoint, std::uint32_t* size) {
    const std::string_view all = static_cast<Input*>(payload)->text;
    *size = offset < all.size() ? static_cast<std::uint32_t>(all.size()) - offset : 0;
    return *size == 0 ? "" : all.data() + offset;
  };
  TSParseOptions options{};
  options.payload = &input;
  options.progress_callback = [](TSParseState* state) {
    const std::function<bool()>& stop = *static_cast<Input*>(state->payload)->should_stop;
    return stop != nullptr && stop();
  };
  TreePtr tree(ts_parser_parse_with_options(parser, nullptr, reader, options));
  if (tree == nullptr) ts_parser_reset(parser);
  return tree;
}

// Nodes that end at the same place follow each other, so the last answer is kept.
class EndOfText {
 public:
  explicit EndOfText(std::string_view text) : text_(text) {}

  void cut(Span& span) {
    if (span.end != end_) {
      const std::size_t last = text_.substr(0, span.end).find_last_not_of(" \t\r\n");
      end_ = span.end;
      cut_ = last == std::string_view::npos ? 0 : static_cast<std::uint32_t>(last + 1);
    }
    span.end = std::max(span.begin, cut_);
  }

 private:
  std::string_view text_;
  std::uint32_t end_ = 0;
  std::uint32_t cut_ = 0;
};

void read_tree(const TSTree* tree, const Adapter& adapter, std::string_view text, ConcreteTree& out,
               std::vector<RawId>& open) {
  out.text = text;
  out.nodes.clear();
  out.is_pattern = false;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  out.has_errors = ts_node_has_error(ts_tree_cursor_current_node(&cursor));
  open.clear();
  EndOfText end_of_text(text);
  for (bool more = true; more;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    RawNode raw;
    raw.span = {ts_node_start_byte(node), ts_node_end_byte(node)};
    if (adapter.ends_before_blanks) end_of_text.cut(raw.span);
    raw.symbol = ts_node_symbol(node);
    raw.named = ts_node_is_named(node) ||
                (raw.symbol < adapter.by_symbol.size() && adapter.by_symbol[raw.symbol].token);
    raw.missing = ts_node_is_missing(node);
    raw.field = static_cast<std::uint8_t>(ts_tree_cursor_current_field_id(&cursor));
    const auto id = static_cast<RawId>(out.nodes.size());
    raw.end = id + 1;
    out.nodes.push_back(raw);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      open.push_back(id);
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (open.empty()) {
        more = false;
        break;
      }
      ts_tree_cursor_goto_parent(&cursor);
      out.nodes[open.back()].end = static_cast<RawId>(out.nodes.size());
      open.pop_back();
    }
  }
  ts_tree_cursor_delete(&cursor);
}

// Puts the nodes of a text that was spelled for the grammar where they stand in what was written.
void map_spans(const OffsetMap& map, ConcreteTree& tree) {
  for (RawNode& node : tree.nodes) {
    node.span = {map.begin_of(node.span.begin), map.end_of(node.span.end)};
    node.span.end = std::max(node.span.begin, node.span.end);
  }
}

// Has the adapter's grammar read a text into `work.concrete`. False: it was stopped.
bool read_text(Workspace& work, const Adapter& adapter, std::string_view text,
               const std::function<bool()>& should_stop) {
  SpelledText spelled;
  if (adapter.respell != nullptr) spelled = adapter.respell(text);
  const std::string_view given = adapter.respell != nullptr ? spelled.text : text;
  const TreePtr tree = run_grammar(work.parser.get(), adapter.grammar, given, should_stop);
  if (tree == nullptr) return false;
  read_tree(tree.get(), adapter, given, work.concrete, work.open);
  if (adapter.respell != nullptr) map_spans(spelled.map, work.concrete);
  work.concrete.text = text;
  return true;
}

std::uint32_t error_size(const ConcreteTree& concrete) {
  std::uint32_t size = 0;
  for (RawId id = 0; id < concrete.nodes.size();) {
    const RawNode& node = concrete.nodes[id];
    const bool error = node.symbol == kErrorSymbol;
    if (error) size += node.span.size() + 1;
    if (node.missing) ++size;
    id = error ? node.end : id + 1;
  }
  return size;
}

// What one grammar does not understand whole may be better understood by another. False: it is not.
bool parse_again(Workspace& work, const Adapter& adapter, std::string_view text,
                 const std::function<bool()>& should_stop) {
  if (!work.concrete.has_errors || adapter.second == nullptr) return false;
  const TreePtr tree = run_grammar(work.parser.get(), adapter.second->grammar, text, should_stop);
  if (tree == nullptr) return false;
  read_tree(tree.get(), *adapter.second, text, work.second, work.open);
  return error_size(work.second) < error_size(work.concrete);
}

std::optional<Span> first_error(const ConcreteTree& concrete) {
  if (!concrete.has_errors) return std::nullopt;
  for (const RawNode& node : concrete.nodes) {
    if (node.symbol == kErrorSymbol || node.missing) return node.span;
  }
  return Span{};
}

}  // namespace

struct ParserPool::State {
  std::mutex mutex;
  std::vector<std::unique_ptr<Workspace>> idle;

  std::unique_ptr<Workspace> take() {
    const std::scoped_lock lock(mutex);
    if (idle.empty()) return std::make_unique<Workspace>();
    std::unique_ptr<Workspace> work = std::move(idle.back());
    idle.pop_back();
    return work;
  }
  void put_back(std::unique_ptr<Workspace> work) {
    const std::scoped_lock lock(mutex);
    idle.push_back(std::move(work));
  }
};

namespace {

constexpr int kMaxEmbedding = 4;  // languages in languages

// A text as the grammars read it, and as it was written where it is a pattern.
struct EmbeddedSource {
  std::string_view spelled;
  std::string_view written;  // what spans and names are of
  const OffsetMap* map = nullptr;
};

template <typename Pool>
class PoolEmbedder final : public Embedder {
 public:
  PoolEmbedder(Pool& pool, const EmbeddedSource& source, const std::function<bool()>& should_stop)
      : pool_(pool), source_(source), should_stop_(should_stop) {}

  void lower(const Language& language, const EmbeddedText& part, TreeBuilder& builder) override {
    if (depth_ == kMaxEmbedding) return;
    const Span span = spelled(part.span);
    std::string text(source_.spelled.substr(span.begin, span.size()));
    for (const Span& each : part.left_out) blank(text, spelled(each), span.begin);
    const Adapter& adapter = language.adapter();
    std::unique_ptr<Workspace> work = pool_.take();
    if (const TreePtr tree = run_grammar(work->parser.get(), adapter.grammar, text, should_stop_)) {
      read_tree(tree.get(), adapter, text, work->concrete, work->open);
      adopt(work->concrete, span.begin);
      // Of a pattern that does not parse nothing is kept.
      if (source_.map == nullptr || !work->concrete.has_errors) {
        const TSLanguage* outer = builder.set_grammar(adapter.grammar);
        ++depth_;
        Lowering(adapter, work->concrete, builder, *this).run();
        --depth_;
        builder.set_grammar(outer);
      }
    } else {
      stopped_ = true;
    }
    pool_.put_back(std::move(work));
  }

  bool stopped() const { return stopped_; }
  std::uint32_t error_size() const { return error_size_; }
  std::optional<Span> first_error() const { return first_error_; }

 private:
  Span spelled(Span written) const {
    return source_.map == nullptr ? written : source_.map->spelled(written);
  }

  // With the end of its line, as a comment between the lines of a command.
  static void blank(std::string& text, Span span, std::uint32_t begin) {
    std::size_t end = std::min<std::size_t>(span.end - begin, text.size());
    if (end < text.size() && text[end] == '\n' && text[span.begin - begin] == '#') ++end;
    for (std::size_t at = span.begin - begin; at < end; ++at) {
      if (text[span.begin - begin] != '\\') text[at] = ' ';
    }
  }

  // The part's nodes, as nodes of the whole text.
  void adopt(ConcreteTree& concrete, std::uint32_t begin) {
    for (RawNode& node : concrete.nodes) {
      node.span = {node.span.begin + begin, node.span.end + begin};
    }
    if (source_.map != nullptr) map_spans(*source_.map, concrete);
    if (concrete.has_errors) {
      error_size_ += std::max(syntax::error_size(concrete), 1u);
      if (!first_error_) first_error_ = syntax::first_error(concrete);
    }
    concrete.text = source_.written;
    concrete.is_pattern = source_.map != nullptr;
  }

  Pool& pool_;
  EmbeddedSource source_;
  const std::function<bool()>& should_stop_;
  int depth_ = 0;
  bool stopped_ = false;
  std::uint32_t error_size_ = 0;
  std::optional<Span> first_error_;
};

Tree make_tree(const Language& language, const Adapter& adapter, const ConcreteTree& concrete,
               Embedder& embedder) {
  TreeBuilder builder(language, adapter.grammar, concrete.text);
  builder.reserve(concrete.nodes.size() * 3 / 4 + 8);
  builder.open(Kind::kProgram, Role::kItem, concrete.nodes[0].symbol, 0,
               {0, static_cast<std::uint32_t>(concrete.text.size())});
  Lowering(adapter, concrete, builder, embedder).run();
  builder.close();
  return std::move(builder).finish();
}

}  // namespace

ParserPool::ParserPool() : state_(std::make_unique<State>()) {}
ParserPool::ParserPool(ParserPool&&) noexcept = default;
ParserPool& ParserPool::operator=(ParserPool&&) noexcept = default;
ParserPool::~ParserPool() = default;

std::optional<Parsed> ParserPool::parse(const Language& language, std::string_view text,
                                        const std::function<bool()>& should_stop) const {
  std::unique_ptr<Workspace> work = state_->take();
  std::optional<Parsed> parsed;
  const Adapter* adapter = &language.adapter();
  if (read_text(*work, *adapter, text, should_stop)) {
    const bool second = parse_again(*work, *adapter, text, should_stop);
    const ConcreteTree& concrete = second ? work->second : work->concrete;
    if (second) adapter = adapter->second;
    PoolEmbedder embedder(*state_, {.spelled = text, .written = text}, should_stop);
    parsed.emplace(
        Parsed{make_tree(language, *adapter, concrete, embedder), first_error(concrete)});
    if (!parsed->first_error) parsed->first_error = embedder.first_error();
    if (embedder.stopped()) parsed.reset();
  }
  state_->put_back(std::move(work));
  return parsed;
}

SpelledParse ParserPool::parse_spelled(const Language& language, const Adapter& adapter,
                                       std::string_view spelled, std::string_view written,
                                       const OffsetMap& map) const {
  std::unique_ptr<Workspace> work = state_->take();
  read_text(*work, adapter, spelled, {});
  SpelledParse out;
  if (work->concrete.has_errors) {
    out.error_size = std::max(error_size(work->concrete), 1u);
    out.first_error = first_error(work->concrete);
    out.first_error->begin = map.begin_of(out.first_error->begin);
    out.first_error->end = map.end_of(out.first_error->end);
  } else {
    map_spans(map, work->concrete);
    work->concrete.text = written;
    work->concrete.is_pattern = true;
    const std::function<bool()> never;
    PoolEmbedder embedder(*state_, {.spelled = spelled, .written = written, .map = &map}, never);
    out.tree = make_tree(language, adapter, work->concrete, embedder);
    if (embedder.error_size() > 0) {
      out.tree.reset();
      out.error_size = embedder.error_size();
      out.first_error = embedder.first_error();
    }
  }
  state_->put_back(std::move(work));
  return out;
}

std::size_t ParserPool::parse_only(const Language& language, std::string_view text) const {
  std::unique_ptr<Workspace> work = state_->take();
  const TreePtr tree = run_grammar(work->parser.get(), language.adapter().grammar, text, {});
  const std::size_t nodes = ts_node_descendant_count(ts_tree_root_node(tree.get()));
  state_->put_back(std::move(work));
  return nodes;
}

Adapter make_adapter(const TSLanguage* grammar, const std::vector<AdapterRow>& rows,
                     const std::vector<FieldRow>& fields, PatternSyntax pattern) {
  Adapter adapter;
  adapter.grammar = grammar;
  adapter.pattern = pattern;
  const std::uint32_t symbols = ts_language_symbol_count(grammar);
  adapter.by_symbol.resize(symbols);
  for (const AdapterRow& row : rows) {
    // One name can have several numbers (aliases), so all are compared.
    [[maybe_unused]] bool found = false;
    for (std::uint32_t symbol = 0; symbol < symbols; ++symbol) {
      const auto number = static_cast<TSSymbol>(symbol);
      const TSSymbolType wanted = row.entry.token ? TSSymbolTypeAnonymous : TSSymbolTypeRegular;
      if (ts_language_symbol_type(grammar, number) != wanted) continue;
      if (ts_language_symbol_name(grammar, number) != row.type) continue;
      adapter.by_symbol[symbol] = row.entry;
      found = true;
    }
    assert(found);
  }
  adapter.by_field.assign(ts_language_field_count(grammar) + 1, Role::kItem);
  for (const FieldRow& row : fields) {
    const std::uint8_t number = field_number(grammar, row.field);
    assert(number != 0);
    adapter.by_field[number] = row.role;
  }
  for (std::size_t field = 0; field < kFieldCount; ++field) {
    adapter.fields[field] = field_number(grammar, kFieldNames[field]);
  }
  return adapter;
}

}  // namespace scan::syntax

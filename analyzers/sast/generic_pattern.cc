// A spacegrep pattern is read as its targets are, but brackets are mere punctuation in it: only
// lines that are indented are lists.
#include "sast/generic_pattern.h"

#include <algorithm>

#include "base/ascii.h"
#include "sast/generic_text.h"

namespace scan::sast {

namespace {

using Kind = SpaceNode::Kind;

constexpr std::size_t kMaxNesting = 100;  // lists in lists: the matcher recurses for each
constexpr std::size_t kMaxNodes = 100'000;
constexpr std::int64_t kMaxSpan = 1'000'000;  // lines

class SpaceReader {
 public:
  SpaceReader(std::string_view text, const GenericOptions& options,
              MetavariableTable& metavariables)
      : text_(text), metavariables_(metavariables) {
    pattern_.max_span = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(options.ellipsis_max_span, 0, kMaxSpan));
    pattern_.comment_style = options.comment_style;
  }

  Result<GenericPattern> run() && {
    while (at_ < text_.size() && !error_) read_line();
    for (; open_.size() > 1 && !error_; open_.pop_back()) close_list();
    if (pattern_.nodes.empty()) fail("the pattern is empty");
    pattern_.nodes.push_back({});
    if (error_) return *error_;
    find_empty_rests();
    std::ranges::sort(required_);
    required_.erase(std::unique(required_.begin(), required_.end()), required_.end());
    GenericPattern out{std::move(pattern_), {}};
    for (std::string& word : required_) out.required.push_back({std::move(word)});
    return out;
  }

 private:
  void fail(std::string message) {
    if (error_) return;
    const std::string_view before = text_.substr(0, at_);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
    const auto column = static_cast<std::uint32_t>(at_ - (before.rfind('\n') + 1) + 1);
    error_ = Error{.code = ErrorCode::kInvalidRule, .message = std::move(message)};
    error_->region = {line, column, line, column + 1};
  }

  void read_line() {
    const std::uint32_t columns = generic_indentation(text_, at_);
    bool first = true;
    while (at_ < text_.size() && !error_) {
      if (text_[at_] == '\n') {
        ++at_;
        return;
      }
      if (is_generic_space(text_, at_)) {
        ++at_;
        continue;
      }
      if (first) indent_to(columns);
      first = false;
      read_item();
      if (pattern_.nodes.size() > kMaxNodes) fail("the pattern is too long");
    }
  }

  void indent_to(std::uint32_t columns) {
    while (columns < open_.back()) {
      close_list();
      open_.pop_back();
    }
    if (columns == open_.back()) return;
    if (open_.size() > kMaxNesting) fail("the pattern is nested too deeply");
    open_.push_back(columns);
    lists_.push_back(static_cast<std::uint32_t>(pattern_.nodes.size()));
    add(Kind::kListBegin);
  }

  void close_list() {
    pattern_.nodes[lists_.back()].list_end = static_cast<std::uint32_t>(pattern_.nodes.size());
    lists_.pop_back();
    add(Kind::kListEnd);
  }

  SpaceNode& add(Kind kind) {
    pattern_.nodes.emplace_back().kind = kind;
    return pattern_.nodes.back();
  }

  void read_item() {
    const std::string_view left = text_.substr(at_);
    const std::size_t dots = std::min(left.find_first_not_of('.'), left.size());
    if (dots == 3) {
      ++pattern_.ellipses;
      add(Kind::kEllipsis);
      at_ += dots;
    } else if (dots > 3) {  // not an ellipsis: a ruler
      for (std::size_t i = 0; i < dots; ++i) add(Kind::kByte).byte = '.';
      at_ += dots;
    } else if (const std::size_t name = name_at(left, "$..."); name > 0) {
      read_ellipsis_metavariable(left.substr(0, name));
    } else if (const std::size_t length = name_at(left, "$"); length > 0) {
      add(Kind::kMetavariable).slot = slot_of(left.substr(0, length));
      at_ += length;
    } else if (const std::size_t word = word_length(left, 0); word > 0) {
      add(Kind::kWord).word = left.substr(0, word);
      required_.emplace_back(left.substr(0, word));
      at_ += word;
    } else {
      add(Kind::kByte).byte = left.front();
      ++at_;
    }
  }

  void read_ellipsis_metavariable(std::string_view name) {
    if (!pattern_.nodes.empty() && pattern_.nodes.back().kind == Kind::kEllipsis) {
      fail("`" + std::string(name) + "` cannot follow another ellipsis");
      return;
    }
    ++pattern_.ellipses;
    add(Kind::kEllipsis).slot = slot_of(name);
    at_ += name.size();
  }

  static std::size_t word_length(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_generic_word(text[end])) ++end;
    return end - from;
  }

  // The length of a metavariable at the beginning of `text`; here it may have small letters.
  static std::size_t name_at(std::string_view text, std::string_view prefix) {
    if (!text.starts_with(prefix) || text.size() == prefix.size()) return 0;
    if (!base::is_upper(text[prefix.size()])) return 0;
    return prefix.size() + word_length(text, prefix.size());
  }

  std::uint32_t slot_of(std::string_view name) {
    const MetavariableId id = metavariables_.id(name);
    auto& all = pattern_.metavariables;
    const auto found = std::ranges::find(all, id, &SpacePattern::Metavariable::id);
    if (found != all.end()) {
      found->repeated = true;
      return static_cast<std::uint32_t>(found - all.begin());
    }
    all.push_back({id});
    return static_cast<std::uint32_t>(all.size() - 1);
  }

  // From the end: what is needed after a list decides only with the list itself.
  void find_empty_rests() {
    auto& nodes = pattern_.nodes;
    for (std::size_t i = nodes.size(); i-- > 0;) {
      SpaceNode& node = nodes[i];
      switch (node.kind) {
        case Kind::kEnd:
        case Kind::kListEnd:
          node.rest_may_be_empty = true;
          break;
        case Kind::kEllipsis:
          node.rest_may_be_empty = nodes[i + 1].rest_may_be_empty;
          break;
        case Kind::kListBegin:
          node.rest_may_be_empty =
              nodes[i + 1].rest_may_be_empty && nodes[node.list_end + 1].rest_may_be_empty;
          break;
        default:
          break;
      }
    }
  }

  std::string_view text_;
  MetavariableTable& metavariables_;
  std::size_t at_ = 0;
  SpacePattern pattern_;
  std::vector<std::uint32_t> open_ = {0};  // the indentations of the lists that are open
  std::vector<std::uint32_t> lists_;       // their first nodes
  std::vector<std::string> required_;
  std::optional<Error> error_;
};

}  // namespace

Result<GenericPattern> compile_spacegrep(std::string_view text, const GenericOptions& options,
                                         MetavariableTable& metavariables) {
  return SpaceReader(text, options, metavariables).run();
}

Result<GenericPattern> compile_generic(std::string_view text, const GenericOptions& options,
                                       MetavariableTable& metavariables) {
  return options.engine == GenericOptions::Engine::kAliengrep
             ? compile_aliengrep(text, options, metavariables)
             : compile_spacegrep(text, options, metavariables);
}

}  // namespace scan::sast

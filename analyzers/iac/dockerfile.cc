// A Dockerfile is a list of logical lines. Reader puts one together from its physical lines (the
// rules for comments, blank lines and the escape character inside a continuation are BuildKit's),
// and takes the heredocs that the finished line announces.
#include "iac/dockerfile.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "document/value.h"

namespace scan::iac {
namespace {

constexpr std::array<std::string_view, 18> kInstructions = {
    "ADD",    "ARG",   "CMD",         "COPY",  "ENTRYPOINT", "ENV",
    "EXPOSE", "FROM",  "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN",    "SHELL", "STOPSIGNAL",  "USER",  "VOLUME",     "WORKDIR"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// A physical line, without its line break.
struct Line {
  Span span;
  std::string_view text;
};

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {
    if (source_.starts_with("\xef\xbb\xbf")) pos_ = 3;
    read_directives();
  }

  Dockerfile read();

 private:
  bool done() const { return pos_ >= source_.size(); }
  Line peek() const;
  void consume(const Line& line) {
    pos_ = std::min(source_.size(), std::size_t{line.span.end} + 1);
  }
  void read_directives();
  Instruction read_instruction(const Line& first);
  bool continues(std::string_view& line) const;
  void read_heredocs(Instruction& instruction);

  std::string_view source_;
  std::size_t pos_ = 0;
  char escape_ = '\\';
};

std::string_view trim_left(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

std::string_view trim_right(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = base::to_upper(c);
  return upper;
}

Line Reader::peek() const {
  const std::size_t end = std::min(source_.find('\n', pos_), source_.size());
  Line line{{static_cast<std::uint32_t>(pos_), static_cast<std::uint32_t>(end)},
            source_.substr(pos_, end - pos_)};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return line;
}

/// `# escape=` and its like, which count only before anything else.
void Reader::read_directives() {
  while (!done()) {
    const Line line = peek();
    std::string_view text = trim_left(line.text);
    const std::size_t equals = text.find('=');
    if (!text.starts_with('#') || equals == std::string_view::npos) return;
    const std::string name = to_upper(trim_right(trim_left(text.substr(1, equals - 1))));
    const std::string_view value = trim_right(trim_left(text.substr(equals + 1)));
    if (name != "ESCAPE" && name != "SYNTAX" && name != "CHECK") return;
    if (name == "ESCAPE" && (value == "`" || value == "\\")) escape_ = value[0];
    consume(line);
  }
}

/// Whether the line goes on in the next; then its escape character is cut off. One that is itself
/// escaped does not continue.
bool Reader::continues(std::string_view& line) const {
  const std::string_view text = trim_right(line);
  if (!text.ends_with(escape_)) return false;
  if (text.size() > 1 && text[text.size() - 2] == escape_) return false;
  line = text.substr(0, text.size() - 1);
  return true;
}

Instruction Reader::read_instruction(const Line& first) {
  Instruction instruction;
  std::string_view text = trim_left(first.text);
  instruction.span = {static_cast<std::uint32_t>(text.data() - source_.data()), first.span.end};
  bool more = continues(text);
  const std::size_t keyword_end =
      static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_blank) - text.begin());
  instruction.keyword = to_upper(text.substr(0, keyword_end));
  text = trim_left(text.substr(keyword_end));
  const auto append = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(part.data() - source_.data());
    instruction.arguments.append(source_, {begin, begin + static_cast<std::uint32_t>(part.size())});
  };
  append(more ? text : trim_right(text));
  consume(first);
  while (more && !done()) {
    const Line line = peek();
    consume(line);
    const std::string_view stripped = trim_left(line.text);
    if (stripped.empty() || stripped.starts_with('#')) continue;
    text = line.text;
    more = continues(text);
    append(more ? text : trim_right(text));
    instruction.span.end = line.span.end;
  }
  return instruction;
}

/// The name that a word like `<<-"EOF"` or `3<<EOF` announces; empty when it does not.
std::string heredoc_name(std::string_view word, bool& strip_tabs) {
  while (!word.empty() && base::is_digit(word[0])) word.remove_prefix(1);
  if (!word.starts_with("<<")) return {};
  word.remove_prefix(2);
  strip_tabs = word.starts_with('-');
  if (strip_tabs) word.remove_prefix(1);
  if (word.size() > 1 && (word[0] == '"' || word[0] == '\'') && word.back() == word[0])
    word = word.substr(1, word.size() - 2);
  return word.find('<') == std::string_view::npos ? std::string(word) : std::string();
}

void Reader::read_heredocs(Instruction& instruction) {
  const std::string arguments = instruction.arguments.text();
  if (arguments.find("<<") == std::string::npos) return;
  for (const Word& word : split_words(arguments)) {
    bool strip_tabs = false;
    const std::string name = heredoc_name(
        std::string_view(arguments).substr(word.range.begin, word.range.size()), strip_tabs);
    if (name.empty()) continue;
    Heredoc heredoc{name, {static_cast<std::uint32_t>(pos_), static_cast<std::uint32_t>(pos_)}};
    while (!done()) {
      const Line line = peek();
      consume(line);
      instruction.span.end = line.span.end;
      std::string_view text = line.text;
      while (strip_tabs && text.starts_with('\t')) text.remove_prefix(1);
      if (text == name) break;
      heredoc.body.end = static_cast<std::uint32_t>(pos_);
    }
    instruction.heredocs.push_back(std::move(heredoc));
  }
}

Dockerfile Reader::read() {
  Dockerfile file;
  while (!done()) {
    const Line line = peek();
    const std::string_view text = trim_left(line.text);
    if (text.empty() || text.starts_with('#')) {
      consume(line);
      continue;
    }
    if (file.instructions.size() == kMaxInstructions) {
      file.truncated = true;
      break;
    }
    Instruction instruction = read_instruction(line);
    if (std::find(kInstructions.begin(), kInstructions.end(), instruction.keyword) ==
        kInstructions.end()) {
      if (file.unknown_count++ == 0) file.unknown = instruction.span;
      continue;
    }
    if (instruction.keyword == "RUN" || instruction.keyword == "COPY" ||
        instruction.keyword == "ADD")
      read_heredocs(instruction);
    file.instructions.push_back(std::move(instruction));
  }
  return file;
}

}  // namespace

void JoinedText::append(std::string_view source, Span part) {
  if (part.size() == 0) return;
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), part.begin});
  text_ += source.substr(part.begin, part.size());
}

Span JoinedText::locate(Span range) const {
  if (pieces_.empty()) return {};
  const auto place = [this](std::uint32_t offset) {
    auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                  [](std::uint32_t at, const Piece& p) { return at < p.text; });
    --piece;  // the first piece begins at 0
    return piece->source + (offset - piece->text);
  };
  const std::uint32_t begin = place(range.begin);
  return {begin, range.size() == 0 ? begin : place(range.end - 1) + 1};
}

JoinedText JoinedText::slice(Span range) const {
  JoinedText result;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const auto end =
        static_cast<std::uint32_t>(i + 1 < pieces_.size() ? pieces_[i + 1].text : text_.size());
    const std::uint32_t from = std::max(pieces_[i].text, range.begin);
    const std::uint32_t to = std::min(end, range.end);
    if (from >= to) continue;
    result.pieces_.push_back({static_cast<std::uint32_t>(result.text_.size()),
                              pieces_[i].source + (from - pieces_[i].text)});
    result.text_.append(text_, from, to - from);
  }
  return result;
}

Dockerfile parse_dockerfile(std::string_view text) { return Reader(text).read(); }

std::vector<Word> split_words(std::string_view arguments) {
  std::vector<Word> words;
  std::size_t i = 0;
  while (i < arguments.size()) {
    if (is_blank(arguments[i]) || arguments[i] == '\n') {
      ++i;
      continue;
    }
    Word word;
    word.range.begin = static_cast<std::uint32_t>(i);
    char quote = 0;
    for (; i < arguments.size(); ++i) {
      const char c = arguments[i];
      if (quote == 0 && (is_blank(c) || c == '\n')) break;
      if (c == '\\' && quote != '\'' && i + 1 < arguments.size())
        word.text += arguments[++i];
      else if (quote == 0 && (c == '"' || c == '\''))
        quote = c;
      else if (c == quote && quote != 0)
        quote = 0;
      else
        word.text += c;
    }
    word.range.end = static_cast<std::uint32_t>(i);
    words.push_back(std::move(word));
  }
  return words;
}

bool parse_exec_form(std::string_view arguments, std::vector<Word>& words) {
  words.clear();
  if (!trim_left(arguments).starts_with('[')) return false;
  const auto parsed = document::Document::parse(document::Syntax::kJson, arguments, {});
  if (!parsed.ok()) return false;
  std::uint32_t end = 0;
  for (const document::Value* item : parsed->root().items) {
    if (item->kind != document::Kind::kString) return false;
    words.push_back({std::string(item->text), item->span});
    end = item->span.end;
  }
  // A comma behind the last word, which our JSON lets pass, makes it a shell command to Docker.
  return arguments.find(',', end) == std::string_view::npos;
}

}  // namespace scan::iac

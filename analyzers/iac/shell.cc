// One scan finds the separators that stand outside quotes, and notes each substitution and each
// script in quotes (`sh -c "…"`) as a text to split after this one. So there is no recursion, and a
// text is read at most kMaxDepth times.
#include "iac/shell.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>

#include "base/ascii.h"

namespace scan::iac {
namespace {

constexpr int kMaxDepth = 6;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The end of the first word of `text`, quotes and substitutions included.
std::size_t word_end(std::string_view text) {
  std::size_t i = 0;
  char quote = 0;
  int parens = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\' && quote == '"')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '\\') {
      ++i;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++parens;
    } else if (c == ')' && parens > 0) {
      --parens;
    } else if (is_blank(c) && parens == 0) {
      break;
    }
  }
  return std::min(i, text.size());
}

/// Whether `word` is NAME=value.
bool is_assignment(std::string_view word) {
  if (word.empty() || (!base::is_letter(word[0]) && word[0] != '_')) return false;
  const std::size_t end =
      std::find_if(word.begin(), word.end(),
                   [](char c) { return !base::is_alphanumeric(c) && c != '_'; }) -
      word.begin();
  return end < word.size() && word[end] == '=';
}

bool is_reserved(std::string_view word) {
  constexpr std::array<std::string_view, 12> kWords = {
      "if", "then", "else", "elif", "do", "while", "until", "!", "{", "(", "time", "exec"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_shell(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  constexpr std::array<std::string_view, 6> kShells = {"sh", "bash", "ash", "dash", "zsh", "ksh"};
  return std::find(kShells.begin(), kShells.end(), word) != kShells.end();
}

class Splitter {
 public:
  ShellCommands split(std::string_view script) {
    pending_.push_back({script, 0});
    while (!pending_.empty()) {
      const Pending next = pending_.front();
      pending_.pop_front();
      depth_ = next.depth;
      scan(next.text);
    }
    return std::move(out_);
  }

 private:
  struct Pending {
    std::string_view text;
    int depth;
  };

  void scan(std::string_view text);
  std::size_t skip_quoted(std::string_view text, std::size_t open);
  std::size_t skip_substitution(std::string_view text, std::size_t open);
  void end_command(std::string_view text);
  void end_pipeline(std::string_view text);
  void follow(std::string_view text) {
    if (depth_ + 1 < kMaxDepth && !trim(text).empty()) pending_.push_back({text, depth_ + 1});
  }

  ShellCommands out_;
  std::deque<Pending> pending_;
  int depth_ = 0;
};

void Splitter::scan(std::string_view text) {
  std::size_t command = 0;  // where the current one begins
  std::size_t pipeline = 0;
  bool word_start = true;
  const auto separate = [&](std::size_t at, std::size_t width, bool ends_pipeline) {
    end_command(text.substr(command, at - command));
    command = at + width;
    if (!ends_pipeline) return;
    end_pipeline(text.substr(pipeline, at - pipeline));
    pipeline = command;
  };
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const bool starts_word = word_start;
    word_start = false;
    if (c == '\\') {
      word_start = next == '\n' && starts_word;
      i += 2;
    } else if (c == '"' || c == '\'' || c == '`') {
      i = skip_quoted(text, i);
    } else if ((c == '$' || c == '<' || c == '>') && next == '(') {
      i = skip_substitution(text, i + 1);
    } else if (c == '#' && starts_word) {
      separate(i, 0, true);
      i = std::min(text.find('\n', i), text.size());
      command = pipeline = i;
    } else if (c == '|' && next != '|' && (i == 0 || text[i - 1] != '>')) {
      const std::size_t width = next == '&' ? 2 : 1;
      separate(i, width, false);
      i += width;
      word_start = true;
    } else if (c == '\n' || c == ';' || (c == '&' && next == '&') || (c == '|' && next == '|')) {
      const std::size_t width = c == '&' || c == '|' ? 2 : 1;
      separate(i, width, true);
      i += width;
      word_start = true;
    } else if (c == '&' && next != '>' && (i == 0 || (text[i - 1] != '>' && text[i - 1] != '<'))) {
      separate(i, 1, true);
      ++i;
      word_start = true;
    } else if ((c == '(' && starts_word) || c == ')') {
      separate(i, 1, true);
      ++i;
      word_start = true;
    } else {
      word_start = is_blank(c);
      ++i;
    }
  }
  separate(text.size(), 0, true);
}

/// The place behind the quotes that open at `open`. What they substitute is split later.
std::size_t Splitter::skip_quoted(std::string_view text, std::size_t open) {
  const char quote = text[open];
  std::size_t i = open + 1;
  while (i < text.size() && text[i] != quote) {
    if (text[i] == '\\' && quote != '\'') {
      i += 2;
    } else if (quote == '"' && text[i] == '$' && i + 1 < text.size() && text[i + 1] == '(') {
      i = skip_substitution(text, i + 1);
    } else {
      ++i;
    }
  }
  if (quote == '`' && i < text.size()) follow(text.substr(open + 1, i - open - 1));
  return std::min(i + 1, text.size());
}

/// The place behind the parenthesis that opens at `open`.
std::size_t Splitter::skip_substitution(std::string_view text, std::size_t open) {
  int depth = 0;
  char quote = 0;
  std::size_t i = open;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && quote != '\'') {
      ++i;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      break;
    }
  }
  if (i >= text.size()) return text.size();
  follow(text.substr(open + 1, i - open - 1));
  return i + 1;
}

void Splitter::end_command(std::string_view text) {
  text = trim(text);
  while (!text.empty()) {
    const std::size_t end = word_end(text);
    const std::string_view word = text.substr(0, end);
    if (is_assignment(word))
      out_.commands.push_back(word);
    else if (!is_reserved(word))
      break;
    text = trim(text.substr(end));
  }
  if (text.empty() || text == "}" || text == "fi" || text == "done") return;
  out_.commands.push_back(text);

  // sh -c 'script': the words before the script are the shell and its options.
  const std::size_t first = word_end(text);
  if (!is_shell(text.substr(0, first))) return;
  for (std::string_view rest = trim(text.substr(first)); !rest.empty();) {
    const std::string_view word = rest.substr(0, word_end(rest));
    rest = trim(rest.substr(word.size()));
    if (word[0] != '-') return;
    if (word.find('c') == std::string_view::npos || word.starts_with("--")) continue;
    const std::string_view script = rest.substr(0, word_end(rest));
    if (script.size() > 2 && (script[0] == '"' || script[0] == '\'') && script.back() == script[0])
      follow(script.substr(1, script.size() - 2));
    return;
  }
}

void Splitter::end_pipeline(std::string_view text) {
  text = trim(text);
  if (!text.empty()) out_.pipelines.push_back(text);
}

}  // namespace

ShellCommands split_shell(std::string_view script) { return Splitter().split(script); }

}  // namespace scan::iac

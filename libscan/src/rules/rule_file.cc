// A path becomes texts, a text becomes a RuleFile or is passed over. What was named must be a rule
// file; what merely lies in a named directory need not be, but if it looks like one it must be
// sound.
#include "rules/rule_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "base/system_error.h"
#include "rules/fields.h"
#include "rules/sniff.h"

namespace scan::rules {

using document::Document;
using document::Syntax;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxRuleFile = 64u << 20;

/// Whether a file was named, or found in a directory that was.
enum class Origin { kNamed, kFound };

Error file_error(ErrorCode code, const std::string& path, std::string message) {
  return {.code = code, .message = std::move(message), .path = path};
}

// A pipe may be given, as /dev/stdin; a FIFO that nobody writes to is empty and is not waited for.
Result<std::string> read_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(fd < 0 ? nullptr : ::fdopen(fd, "rb"),
                                                             &std::fclose);
  const auto fail = [&] { return base::system_error(errno, path); };
  if (file == nullptr || ::fcntl(fd, F_SETFL, 0) != 0) return fail();
  std::string text;
  std::array<char, 1 << 16> block;
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), file.get())) {
    text.append(block.data(), count);
    if (text.size() > kMaxRuleFile)
      return file_error(ErrorCode::kInvalidRule, path,
                        "a rule file of more than 64 MB is not read");
  }
  if (std::ferror(file.get()) != 0) return fail();
  return text;
}

bool has_extension(std::string_view name, std::initializer_list<std::string_view> extensions) {
  return std::ranges::any_of(extensions, [&](std::string_view e) { return name.ends_with(e); });
}

bool may_be_rule_file(std::string_view name) {
  // An example beside a rule may itself be YAML with `rules:`, as a Kubernetes role is.
  const auto is_example = [&](std::string_view part) { return name.find(part) != name.npos; };
  return has_extension(name, {".yaml", ".yml", ".json", ".toml", ".conf"}) &&
         !is_example(".test.") && !is_example(".fixed.");
}

// The regular files below a directory that may be rule files, in the order of their names. Links to
// directories are not followed: they may lead back.
Result<std::vector<std::string>> list_directory(const std::string& path) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator it(path, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code gone;
    if (name == ".git")
      it.disable_recursion_pending();
    else if (may_be_rule_file(name) && it->is_regular_file(gone))
      found.push_back(it->path());
  }
  if (error) return base::system_error(error.value(), path);
  std::ranges::sort(found);
  std::vector<std::string> paths;
  for (const fs::path& file : found) paths.push_back(file.string());
  return paths;
}

// A named file that has no rule file's keys is parsed all the same: its syntax error may be what
// hides them, and a key in it may be one of them misspelt.
std::optional<Syntax> syntax_by_name(std::string_view path) {
  if (has_extension(path, {".json"})) return Syntax::kJson;
  if (has_extension(path, {".toml"})) return Syntax::kToml;
  if (has_extension(path, {".yaml", ".yml"})) return Syntax::kYaml;
  return std::nullopt;
}

// `document`: null when the text has no syntax that is known.
Error not_a_rule_file(const std::string& path, const Document* document) {
  const std::string message =
      "not a rule file: it has neither `rules:` (Semgrep, Kingfisher), nor `[[rules]]` (Gitleaks), "
      "nor "
      "`metadata:` and `definition:` (Checkov)";
  if (document != nullptr) {
    for (const document::Member& member : document->root().members) {
      const auto meant = nearest(member.key, {"rules", "metadata", "definition", "extend"});
      if (meant.empty() || meant == member.key) continue;
      return document->error_at(member.key_span, ErrorCode::kInvalidRule, message,
                                "did you mean `" + std::string(meant) + "`?");
    }
  }
  return file_error(ErrorCode::kInvalidRule, path, message);
}

// Appends the rule file that `text` is; nothing when it is none and need not be one.
Status add_text(const std::string& path, std::string content, Origin origin,
                std::vector<RuleFile>& files) {
  const bool named = origin == Origin::kNamed;
  if (named && content.find_first_not_of(" \t\r\n") == content.npos)
    return file_error(ErrorCode::kInvalidRule, path, "not a rule file: it is empty");
  std::optional<Syntax> syntax = sniff(content);
  if (!syntax && named) syntax = syntax_by_name(path);
  if (!syntax) return named ? Status(not_a_rule_file(path, nullptr)) : Status();

  auto text = std::make_unique<const std::string>(std::move(content));
  auto document = Document::parse(*syntax, *text, path);
  if (!document.ok()) {
    Error error = std::move(document).error();
    error.code = ErrorCode::kInvalidRule;
    return error;
  }
  const std::optional<Format> format = format_of(*syntax, *document);
  if (!format) return named ? Status(not_a_rule_file(path, &*document)) : Status();
  if (document->roots().size() > 1)
    return document->error_at(document->roots()[1]->span, ErrorCode::kInvalidRule,
                              "a rule file is a single document, and here a second one begins");
  files.push_back(
      {.path = path, .format = *format, .text = std::move(text), .document = std::move(*document)});
  return {};
}

Status add_file(const std::string& path, Origin origin, std::vector<RuleFile>& files) {
  Result<std::string> text = read_file(path);
  if (text.ok()) return add_text(path, std::move(*text), origin, files);
  // Files come and go, and a large one is data.
  const bool passed_over = origin == Origin::kFound && text.error().code != ErrorCode::kIo;
  return passed_over ? Status() : Status(std::move(text).error());
}

Status add_path(const std::string& path, std::vector<RuleFile>& files) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return add_file(path, Origin::kNamed, files);
  const auto found = list_directory(path);
  if (!found.ok()) return found.error();
  const std::size_t before = files.size();
  for (const std::string& file : *found)
    if (Status status = add_file(file, Origin::kFound, files); !status.ok()) return status;
  if (files.size() > before) return {};
  return file_error(ErrorCode::kInvalidRule, path, "there is no rule file in this directory");
}

// What is built in is sound, and of one document a file: who packed it has seen to it.
Status add_embedded(const EmbeddedFile& embedded, std::vector<RuleFile>& files) {
  std::string path(embedded.path);
  if (embedded.packed.empty()) {
    if (Status status = add_text(path, std::string(embedded.text), Origin::kNamed, files);
        !status.ok())
      return status;
  } else {
    Document document = Document::unpack(embedded.packed, embedded.text, path);
    const Syntax syntax = path.ends_with(".toml") ? Syntax::kToml : Syntax::kYaml;
    const Format format = format_of(syntax, document).value();
    files.push_back({.path = std::move(path),
                     .format = format,
                     .text = nullptr,
                     .document = std::move(document)});
  }
  files.back().builtin = true;
  return {};
}

Status add_embedded(const std::vector<EmbeddedFile>& embedded, std::vector<RuleFile>& files) {
  for (const EmbeddedFile& file : embedded)
    if (Status status = add_embedded(file, files); !status.ok()) return status;
  return {};
}

}  // namespace

Result<std::vector<RuleFile>> load(const std::vector<std::string>& paths,
                                   const std::vector<EmbeddedFile>& embedded) {
  std::vector<RuleFile> files;
  for (const std::string& path : paths) {
    const Status status = path == "default" ? add_embedded(embedded, files) : add_path(path, files);
    if (!status.ok()) return status.error();
  }
  return files;
}

}  // namespace scan::rules

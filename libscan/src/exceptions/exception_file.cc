#include "exceptions/exception_file.h"

#include <algorithm>
#include <utility>

namespace scan::exceptions {
namespace {

using document::Document;
using document::Syntax;

constexpr std::string_view kTrivyList = ".trivyignore";

struct Format {
  std::string_view file;
  std::string_view keys;
  Reader read;
};

constexpr Format kFormats[] = {
#define SCAN_EXCEPTIONS(name, file, keys) {file, keys, read_##name},
#include "exceptions/formats.def"
#undef SCAN_EXCEPTIONS
};

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

Syntax syntax_of(std::string_view path, std::string_view text) {
  if (path.ends_with(".toml")) return Syntax::kToml;
  if (path.ends_with(".yaml") || path.ends_with(".yml")) return Syntax::kYaml;
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != text.npos && text[begin] == '{' ? Syntax::kJson : Syntax::kYaml;
}

bool has_any(const document::Value& root, std::string_view keys) {
  while (!keys.empty()) {
    const std::size_t end = std::min(keys.find(' '), keys.size());
    if (root.find(keys.substr(0, end)) != nullptr) return true;
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
  return false;
}

const Format* format_of(std::string_view path, const document::Value& root) {
  for (const Format& format : kFormats)
    if (!format.file.empty() && name_of(path) == format.file) return &format;
  for (const Format& format : kFormats)
    if (has_any(root, format.keys)) return &format;
  return nullptr;
}

}  // namespace

bool is_exception_file(std::string_view name) {
  if (name == kTrivyList) return true;
  for (const Format& format : kFormats)
    if (!format.file.empty() && name == format.file) return true;
  return false;
}

Result<std::vector<Exception>> read_exceptions(std::string_view text, const std::string& path) {
  std::vector<Exception> exceptions;
  if (name_of(path) == kTrivyList) {
    Status read = read_trivy_list(text, path, exceptions);
    if (!read.ok()) return read.error();
    return exceptions;
  }
  Result<Document> document = Document::parse(syntax_of(path, text), text, path);
  if (!document.ok()) return document.error();
  const document::Value& root = document->root();
  if (root.kind == document::Kind::kNull) return exceptions;  // an empty file
  const Format* format = format_of(path, root);
  if (format == nullptr)
    return document->error_at(root.span, ErrorCode::kInvalidData,
                              "this is no file of exceptions that is known",
                              "see docs/suppression.md for the formats");
  Status read = format->read(*document, exceptions);
  if (!read.ok()) return read.error();
  return exceptions;
}

}  // namespace scan::exceptions

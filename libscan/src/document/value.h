// YAML, JSON, TOML and XML as one tree of values in which every value knows its span, so that a
// rule's error can be shown under a caret and a policy's finding under the line that it is about.
//
// In XML an element is a mapping: its attributes as "@name", its children by their names, which may
// stand in it several times, and its text, trimmed, as "#text". One that has neither attributes nor
// children is a string. Namespaces are not resolved. The root has one member, the outermost
// element.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/result.h"
#include "scan/span.h"

namespace scan::document {

enum class Kind : std::uint8_t { kNull, kBool, kInt, kFloat, kString, kSequence, kMapping };

/// "null", "boolean", "integer", "number", "string", "list" or "mapping", for messages.
std::string_view to_string(Kind kind);

struct Member;

/// One value. Lives in its Document and is immutable; shared between parents where YAML has an
/// alias, so a tree is really a graph without cycles, whose size as a tree is bounded (Limits).
struct Value {
  Kind kind = Kind::kNull;
  /// Of the value itself, quotes included; for a mapping in block style from its first key.
  Span span;
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;  ///< set for kInt too
  /// A string's content; for every other scalar the characters as written ("1.10", "yes", "0x1F").
  std::string_view text;
  /// The YAML tag without its "!" prefix ("reference", "Ref"); empty for none or a core tag.
  std::string_view tag;
  std::span<const Value* const> items;  ///< of a sequence
  std::span<const Member> members;  ///< of a mapping, in the order of the file; merge keys expanded

  bool is_scalar() const { return kind != Kind::kSequence && kind != Kind::kMapping; }
  /// The member with this key; nullptr when there is none or this is no mapping. Linear up to eight
  /// members, binary search in an index beyond. A key that stands twice: the last one.
  const Value* find(std::string_view key) const;

  /// Positions in `members` ordered by key, then position; null up to kLinearMembers members.
  const std::uint32_t* sorted_members = nullptr;
  static constexpr std::size_t kLinearMembers = 8;
};

struct Member {
  std::string_view key;
  Span key_span;
  const Value* value;
};

struct Limits {
  std::uint32_t max_depth = 256;
  /// Values that stand in the text.
  std::uint64_t max_values = 20'000'000;
  /// Values that a walk of the tree meets again because of aliases: an alias bomb passes it early.
  std::uint64_t max_aliased_values = 2'000'000;
};

/// Which dialect a text is parsed as.
enum class Syntax : std::uint8_t { kYaml, kJson, kToml, kXml };

/// A parsed file. Owns its values and a copy of nothing: `text` must outlive it.
class Document {
 public:
  /// Parses a whole text. Fails with kInvalidData and the place. Deep nesting, an alias bomb or a
  /// cycle is such an error, never a crash. JSON: RFC 8259, and with comments and trailing commas
  /// accepted.
  static Result<Document> parse(Syntax syntax, std::string_view text, std::string path,
                                const Limits& limits = {});

  /// A text as far as it parses, and why there is no more of it.
  struct Prefix;
  /// As parse(), but an error costs only what it makes unreadable: values that are open at its
  /// place end there, and a key that has no value yet is left out. Of TOML, what stands before the
  /// header of the table that has the error.
  static Prefix parse_prefix(Syntax syntax, std::string_view text, std::string path,
                             const Limits& limits = {});

  /// The document that pack() (packed.h) was given, parsed from `text`. `packed` must outlive it,
  /// too, and is trusted.
  static Document unpack(std::string_view packed, std::string_view text, std::string path);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// The root values: several only for a YAML stream with "---"; never empty (an empty file is a
  /// null).
  std::span<const Value* const> roots() const;
  const Value& root() const { return *roots().front(); }
  std::string_view text() const;
  const std::string& path() const;

  /// An error at a place in this document, with line, column and source line filled in.
  Error error_at(Span span, ErrorCode code, std::string message, std::string hint = {}) const;

 private:
  struct Storage;
  explicit Document(std::unique_ptr<Storage> storage);
  std::unique_ptr<Storage> storage_;
};

struct Document::Prefix {
  Document document;
  std::optional<Error> error;
};

}  // namespace scan::document

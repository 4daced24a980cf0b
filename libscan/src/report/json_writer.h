// JSON written straight into a string, in the order of the calls: no document in between.
//
//   JsonWriter json(out);
//   json.begin_object();
//   json.member("id", rule.id);
//   json.member_array("cwe", rule.cwe);
//   json.end_object();
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scan::report {

/// Indented by two spaces, members in the order given. Strings may be any bytes: what is not UTF-8
/// becomes U+FFFD. The calls must make up one JSON value; nothing checks that a key stands before
/// each value of an object, or that it stands once.
class JsonWriter {
 public:
  /// Appends to `out`, which must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void begin_object(std::string_view key) { this->key(key), begin('{'); }
  void begin_array(std::string_view key) { this->key(key), begin('['); }

  void key(std::string_view key);
  void value(std::string_view text);
  void value(std::uint64_t number);
  void value(bool truth);
  /// "7.5" for 75, "7" for 70.
  void tenths(std::uint64_t number);

  /// A C string would otherwise be taken for a truth value.
  void member(std::string_view key, const char* text) { member(key, std::string_view(text)); }
  template <typename T>
  void member(std::string_view key, const T& value) {
    this->key(key);
    if constexpr (std::integral<T> && !std::same_as<T, bool>)
      this->value(static_cast<std::uint64_t>(value));
    else
      this->value(value);
  }
  void member_array(std::string_view key, const std::vector<std::string>& values);

  /// As member and member_array, but nothing at all for what is empty.
  void member_unless_empty(std::string_view key, std::string_view text) {
    if (!text.empty()) member(key, text);
  }
  void member_unless_empty(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) member_array(key, values);
  }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void append_string(std::string_view text);

  std::string& out_;
  std::uint32_t depth_ = 0;
  bool first_ = true;       // nothing stands yet in the innermost object or array
  bool after_key_ = false;  // a value follows on the same line
};

}  // namespace scan::report

#include "report/stored_object.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace scan::report {
namespace {

using nlohmann::json;

// What `parse` takes; what else it could be is the caller's message.
bool parse(const json& value, std::string& out) {
  if (!value.is_string()) return false;
  out = value.get_ref<const std::string&>();
  return true;
}

bool parse(const json& value, bool& out) {
  if (!value.is_boolean()) return false;
  out = value.get<bool>();
  return true;
}

bool parse(const json& value, std::uint64_t& out) {
  if (!value.is_number_unsigned()) return false;
  out = value.get<std::uint64_t>();
  return true;
}

bool parse(const json& value, std::uint32_t& out) {
  std::uint64_t wide = 0;
  if (!parse(value, wide) || wide > std::numeric_limits<std::uint32_t>::max()) return false;
  out = static_cast<std::uint32_t>(wide);
  return true;
}

bool parse(const json& value, double& out) {
  if (!value.is_number()) return false;
  out = value.get<double>();
  return true;
}

template <typename Word>
bool parse_word(const json& value, std::optional<Word> (*of)(std::string_view), Word& out) {
  if (!value.is_string()) return false;
  const std::optional<Word> word = of(value.get_ref<const std::string&>());
  if (word) out = *word;
  return word.has_value();
}

bool parse(const json& value, Severity& out) { return parse_word(value, parse_severity, out); }
bool parse(const json& value, Confidence& out) { return parse_word(value, parse_confidence, out); }

bool parse(const json& value, std::vector<std::string>& out) {
  if (!value.is_array()) return false;
  out.resize(value.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!parse(value[i], out[i])) return false;
  return true;
}

template <typename T>
bool parse(const json& value, std::map<std::string, T>& out) {
  if (!value.is_object()) return false;
  for (const auto& [key, element] : value.items())
    if (!parse(element, out[key])) return false;
  return true;
}

constexpr std::string_view expected(const std::string&) { return "is not a string"; }
constexpr std::string_view expected(const bool&) { return "is neither true nor false"; }
constexpr std::string_view expected(const std::uint64_t&) {
  return "is not a whole number of at most 64 bits";
}
constexpr std::string_view expected(const std::uint32_t&) {
  return "is not a whole number of at most 32 bits";
}
constexpr std::string_view expected(const double&) { return "is not a number"; }
constexpr std::string_view expected(const Severity&) {
  return "is none of critical, high, medium, low, info";
}
constexpr std::string_view expected(const Confidence&) { return "is none of high, medium, low"; }
constexpr std::string_view expected(const std::vector<std::string>&) {
  return "is not an array of strings";
}
constexpr std::string_view expected(const std::map<std::string, std::string>&) {
  return "is not an object of strings";
}
constexpr std::string_view expected(const std::map<std::string, std::uint64_t>&) {
  return "is not an object of whole numbers";
}

}  // namespace

StoredObject::StoredObject(const json& value, Problem& problem, const StoredObject* parent,
                           std::string_view key, std::size_t index)
    : value_(value), problem_(problem), parent_(parent), key_(key), index_(index) {
  if (value_.is_object()) return;
  const std::string here = place();
  problem_.report(here.empty() ? "is not a JSON object" : "`" + here + "` is not an object");
}

bool StoredObject::has(std::string_view key) const { return value_.contains(key); }

template <typename T>
void StoredObject::read(std::string_view key, T& out) const {
  if (has(key) && !parse(member(key), out)) fail(key, expected(out));
}
template void StoredObject::read(std::string_view, std::string&) const;
template void StoredObject::read(std::string_view, bool&) const;
template void StoredObject::read(std::string_view, std::uint64_t&) const;
template void StoredObject::read(std::string_view, std::uint32_t&) const;
template void StoredObject::read(std::string_view, double&) const;
template void StoredObject::read(std::string_view, Severity&) const;
template void StoredObject::read(std::string_view, Confidence&) const;
template void StoredObject::read(std::string_view, std::vector<std::string>&) const;
template void StoredObject::read(std::string_view, std::map<std::string, std::string>&) const;
template void StoredObject::read(std::string_view, std::map<std::string, std::uint64_t>&) const;

void StoredObject::fail(std::string_view key, std::string_view what) const {
  if (problem_.found()) return;
  std::string where = place();
  if (!where.empty()) where += '.';
  problem_.report("`" + where + std::string(key) + "` " + std::string(what));
}

std::size_t StoredObject::size_of(std::string_view key) const {
  if (!has(key)) return 0;
  const json& array = member(key);
  if (array.is_array()) return array.size();
  fail(key, "is not an array");
  return 0;
}

const json& StoredObject::element(std::string_view key, std::size_t index) const {
  return member(key)[index];
}

const json& StoredObject::member(std::string_view key) const { return *value_.find(key); }

// "findings[3].locations[0]", without recursion over more than the schema's depth.
std::string StoredObject::place() const {
  if (parent_ == nullptr) return {};
  std::string out = parent_->place();
  if (!out.empty()) out += '.';
  out += key_;
  if (index_ != kNoIndex) out += "[" + std::to_string(index_) + "]";
  return out;
}

}  // namespace scan::report

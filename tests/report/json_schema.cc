#include "report/json_schema.h"

#include <algorithm>

namespace scan::report {
namespace {

using nlohmann::json;

class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& place) {
    for (const auto& [keyword, argument] : schema.items())
      check_keyword(schema, keyword, argument, value, place);
  }

  std::vector<std::string> faults;

 private:
  void check_keyword(const json& schema, const std::string& keyword, const json& argument,
                     const json& value, const std::string& place) {
    const auto expect = [&](bool holds) {
      if (!holds) faults.push_back(place + ": " + keyword + " " + argument.dump());
    };
    if (keyword == "$ref") {
      check(root_.at(json::json_pointer(argument.get<std::string>().substr(1))), value, place);
    } else if (keyword == "type") {
      expect(has_type(value, argument.get<std::string>()));
    } else if (keyword == "const") {
      expect(value == argument);
    } else if (keyword == "enum") {
      expect(std::find(argument.begin(), argument.end(), value) != argument.end());
    } else if (keyword == "minimum") {
      expect(!value.is_number() || value >= argument);
    } else if (keyword == "maximum") {
      expect(!value.is_number() || value <= argument);
    } else if (keyword == "minItems") {
      expect(value.size() >= argument.get<std::size_t>());
    } else if (keyword == "required") {
      for (const json& key : argument)
        if (!value.contains(key)) faults.push_back(place + ": no " + key.dump());
    } else if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
        check(argument, value[i], place + "/" + std::to_string(i));
    } else if (keyword == "properties") {
      check_members(argument, value, place);
    } else if (keyword == "additionalProperties") {
      for (const auto& [key, member] : value.items()) check(argument, member, place + "/" + key);
    } else if (keyword != "$schema" && keyword != "title" && keyword != "$defs") {
      faults.push_back(place + ": unknown keyword " + keyword + " in " + schema.dump());
    }
  }

  void check_members(const json& properties, const json& value, const std::string& place) {
    if (!value.is_object()) return;
    for (const auto& [key, member] : value.items()) {
      if (properties.contains(key))
        check(properties.at(key), member, place + "/" + key);
      else
        faults.push_back(place + ": " + key + " is not declared");
    }
  }

  static bool has_type(const json& value, const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "number" && value.is_number()) ||
           (type == "integer" && value.is_number_integer());
  }

  const json& root_;
};

}  // namespace

std::vector<std::string> faults(const json& schema, const json& document) {
  Validator validator(schema);
  validator.check(schema, document, "");
  return std::move(validator.faults);
}

}  // namespace scan::report

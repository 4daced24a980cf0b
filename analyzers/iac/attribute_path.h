// Where in a resource's attributes a condition looks: `image.name`, `rules.*.when`,
// `services[*].name`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"
#include "scan/result.h"

namespace scan::iac {

class AttributePath {
 public:
  /// Keys are separated by dots; `*`, `[*]` and `[]` stand for every item of a list or every value
  /// of a mapping, `0` and `[0]` for one item, `["a.b"]` for a key with dots in it. kInvalidRule.
  static Result<AttributePath> parse(std::string_view text);

  /// Whether it may name several values.
  bool has_wildcard() const;
  /// The values that it names, in the order of the text; none when the attribute is missing. At
  /// most kMaxValues. A null counts as missing.
  std::vector<const document::Value*> find(const document::Value& attributes) const;

  static constexpr std::size_t kMaxValues = 1'000'000;

 private:
  struct Step {
    enum class Kind { kKey, kIndex, kEvery };
    Kind kind = Kind::kKey;
    std::string key;  ///< also of an index: a mapping may have it as a key
    std::size_t index = 0;
  };
  std::vector<Step> steps_;
};

}  // namespace scan::iac

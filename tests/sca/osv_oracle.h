// OSV's evaluation as the schema words it, straight over the JSON: one version against one record.
// Slow, and it shares with the index only the comparison of two versions.
#pragma once

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sca/ecosystem.h"
#include "sca/versions/ordering.h"

namespace scan::sca {

class OsvOracle {
 public:
  /// Whether `version` of the package is affected, by "Evaluation" in the schema's documentation:
  /// `versions` lists it, or a range includes it.
  static bool affects(const nlohmann::json& record, const std::string& ecosystem,
                      const std::string& name, const std::string& version) {
    if (record.contains("withdrawn") && !record["withdrawn"].is_null()) return false;
    for (const auto& affected : record.value("affected", nlohmann::json::array())) {
      if (!affected.contains("package")) continue;
      if (affected["package"]["ecosystem"] != ecosystem) continue;
      if (normalised_name(ecosystem, affected["package"]["name"].get<std::string>()) !=
          normalised_name(ecosystem, name))
        continue;
      Ordering ordering = ordering_of(ecosystem);
      for (const auto& listed : affected.value("versions", nlohmann::json::array()))
        if (same(ordering, listed, version)) return true;
      for (const auto& range : affected.value("ranges", nlohmann::json::array()))
        if (range["type"] != "GIT" && includes(ordering, range["events"], version)) return true;
    }
    return false;
  }

 private:
  static bool same(Ordering ordering, const std::string& a, const std::string& b) {
    std::optional<std::string> a_key = ordering_key(ordering, a);
    return a == b || (a_key && a_key == ordering_key(ordering, b));
  }

  static bool includes(Ordering ordering, const nlohmann::json& events,
                       const std::string& version) {
    struct Event {
      std::string kind, version, key;
    };
    std::vector<Event> sorted;
    std::optional<std::string> wanted = ordering_key(ordering, version);
    bool any_limit = false, below_limit = false, from_zero_only = true;
    for (const auto& event : events) {
      for (const auto& [kind, value] : event.items()) {
        std::string text = value;
        std::optional<std::string> key = ordering_key(ordering, text);
        bool zero = kind == "introduced" && text == "0";
        from_zero_only &= zero;
        if (kind == "limit") {
          any_limit = true;
          if (text != "*" && !key) return false;
          below_limit |= text == "*" || (wanted && key && *wanted < *key);
          continue;
        }
        if (!zero && !key) return false;
        sorted.push_back({kind, text, zero ? "" : *key});
      }
    }
    if (!wanted)
      return from_zero_only;  // "0" is before every version, also one that cannot be read
    if (any_limit && !below_limit) return false;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Event& a, const Event& b) { return a.key < b.key; });
    bool vulnerable = false;
    for (const Event& event : sorted) {
      if (event.kind == "introduced" && *wanted >= event.key) vulnerable = true;
      if (event.kind == "fixed" && *wanted >= event.key) vulnerable = false;
      if (event.kind == "last_affected" && *wanted > event.key) vulnerable = false;
    }
    return vulnerable;
  }
};

}  // namespace scan::sca

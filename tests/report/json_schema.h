// A validator for the part of JSON Schema that docs/report.schema.json is written in.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace scan::report {

/// What of `document` does not fit `schema`, each with its place; empty when it fits. Stricter than
/// JSON Schema in one thing: a member that the schema does not declare is wrong, so that the schema
/// cannot fall behind. A keyword that is not known here is wrong too.
std::vector<std::string> faults(const nlohmann::json& schema, const nlohmann::json& document);

}  // namespace scan::report

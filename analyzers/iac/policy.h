// A policy: what it says about itself, and what must hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"
#include "iac/condition.h"
#include "scan/finding.h"
#include "scan/result.h"

namespace scan::iac {

struct Policy {
  RuleInfo info;
  /// What a finding says; the title unless the policy has its own words for it.
  std::string message;
  /// The frameworks that it is for, in lower case; empty: all.
  std::vector<std::string> frameworks;
  /// Its severity is OFF: it is read, so that errors show, and then not used.
  bool off = false;
  Definition definition;

  bool is_for(std::string_view framework) const;

  /// Reads one mapping with `metadata` and `definition`. kInvalidRule with the place: an unknown
  /// key or operator, a missing one, a value that cannot be.
  static Result<Policy> read(const document::Document& document, const document::Value& value);
};

}  // namespace scan::iac

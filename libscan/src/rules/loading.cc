#include "rules/loading.h"

#include <cassert>
#include <utility>

namespace scan::rules {

Status Loading::reject(Error error) {
  if (bad_rules == BadRules::kRefuse) return error;
  assert(rejected != nullptr);
  rejected->push_back(std::move(error));
  return {};
}

}  // namespace scan::rules

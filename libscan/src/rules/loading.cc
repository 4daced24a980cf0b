#include "rules/loading.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace scan::rules {

Status Loading::reject(Error error) {
  if (bad_rules == BadRules::kRefuse) return error;
  assert(rejected != nullptr);
  rejected->push_back(std::move(error));
  return {};
}

void Loading::note(Notice notice) {
  if (notices != nullptr && std::ranges::find(*notices, notice) == notices->end())
    notices->push_back(std::move(notice));
}

}  // namespace scan::rules

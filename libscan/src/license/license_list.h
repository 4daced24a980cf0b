// The ids of the SPDX License List (licenses.def, exceptions.def).
#pragma once

#include <string_view>

namespace scan::license {

/// A licence of the list. Its texts are literals.
struct ListedLicense {
  std::string_view id;
  /// What stands for a deprecated id today: another id, or one WITH an exception. Else empty.
  std::string_view modern;
};

/// The licence of this id in any case; nullptr when there is none.
const ListedLicense* find_license(std::string_view id);

/// The id of an exception as the list spells it, given in any case; empty when there is none.
std::string_view find_exception(std::string_view id);

}  // namespace scan::license

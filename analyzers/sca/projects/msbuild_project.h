// What a project file of .NET says, as it is written: properties are not replaced yet.
#pragma once

#include <string>
#include <string_view>

namespace scan::sca {

struct MsbuildStatement {
  enum class Type : char {
    kFile = 'f',             ///< there is such a file, though it may say nothing
    kProperty = 'p',         ///< `name` is `value`
    kReference = 'r',        ///< a package; `value` is its version, perhaps empty
    kUpdate = 'u',           ///< what a reference made elsewhere has as its version
    kVersion = 'v',          ///< of a package that others refer to
    kGlobalReference = 'g',  ///< a package of every project below
    kImport = 'i',           ///< `name` is the path of a file that is taken in
  };
  Type type = Type::kProperty;
  /// Never empty.
  std::string name;
  std::string value;
  /// Counts before what is managed centrally.
  std::string override_value;
  /// Whether it is of use to the build alone.
  bool is_dev = false;
};

std::string to_payload(const MsbuildStatement& statement);
/// False when it is not sound.
bool from_payload(std::string_view payload, MsbuildStatement& statement);

}  // namespace scan::sca

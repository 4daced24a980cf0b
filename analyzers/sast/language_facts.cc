// One row for each language that differs from the defaults.
#include "sast/language_facts.h"

namespace scan::sast {
namespace {

constexpr LanguageFacts kDefaults = {};

constexpr BlockConstantsRow kTerraformConstants[] = {
    {.object = "local", .block = "locals", .entry = ""},
    {.object = "var", .block = "variable", .entry = "default"},
};
constexpr TextFunction kPhpTexts[] = {{"", "escapeshellarg"}, {"", "htmlspecialchars_decode"}};
constexpr TextFunction kJavaTexts[] = {{"String", "format"}};

constexpr LanguageFacts kFacts[] = {
    {.language = "python",
     .assignment_declares = true,
     .assigns_own_only = true,
     .block_scopes = false,
     .members_are_names = false,
     .once_is_constant = true,
     .calls_construct = true,
     .repeats_strings = true,
     .prefixes_tell_strings = true},
    {.language = "javascript",
     .assignment_declares = true,
     .block_scopes = false,
     .members_are_names = false,
     .functions_are_variables = true,
     .once_is_constant = true,
     .once_is_immutable = true,
     .one_number_type = true,
     .adds_numbers_to_strings = true,
     .augments_by_assigning = true},
    {.language = "typescript",
     .assignment_declares = true,
     .block_scopes = false,
     .members_are_names = false,
     .functions_are_variables = true,
     .once_is_constant = true,
     .once_is_immutable = true,
     .one_number_type = true,
     .adds_numbers_to_strings = true,
     .augments_by_assigning = true},
    {.language = "ruby",
     .assignment_declares = true,
     .assigns_own_only = true,
     .block_scopes = false,
     .members_are_names = false,
     .once_is_constant = true,
     .returns_last = true,
     .concat_appends = true},
    {.language = "bash",
     .assignment_declares = true,
     .block_scopes = false,
     .members_are_names = false},
    {.language = "dockerfile",
     .assignment_declares = true,
     .block_scopes = false,
     .members_are_names = false},
    {.language = "php",
     .assignment_declares = true,
     .assigns_own_only = true,
     .block_scopes = false,
     .members_are_names = false,
     .once_is_constant = true,
     .text_functions = kPhpTexts},
    {.language = "terraform", .coerces_literals = true, .block_constants = kTerraformConstants},
    {.language = "c", .strings_are_pointers = true},
    {.language = "cpp", .strings_are_pointers = true},
    {.language = "csharp", .declarations_assign = false},
    {.language = "java", .adds_numbers_to_strings = true, .text_functions = kJavaTexts},
    {.language = "kotlin", .calls_construct = true, .lambdas_return_last = true},
    {.language = "scala",
     .calls_construct = true,
     .returns_last = true,
     .named_arguments_are_assignments = true},
    {.language = "rust", .returns_last = true},
    {.language = "ocaml", .returns_last = true},
    {.language = "elixir", .assignment_declares = true, .returns_last = true},
    {.language = "julia",
     .assignment_declares = true,
     .returns_last = true,
     .imports_as_written = true},
    {.language = "r",
     .assignment_declares = true,
     .assigns_own_only = true,
     .block_scopes = false,
     .once_is_constant = true,
     .returns_last = true},
    {.language = "clojure", .returns_last = true},
    {.language = "swift", .calls_construct = true},
    {.language = "solidity", .calls_construct = true},
    {.language = "dart", .calls_construct = true},
};

}  // namespace

const LanguageFacts& facts_of(const syntax::Language& language) {
  for (const LanguageFacts& facts : kFacts) {
    if (facts.language == language.name) return facts;
  }
  return kDefaults;
}

}  // namespace scan::sast

#include "sca/lockfiles/declaration.h"

#include "sca/netstring.h"

namespace scan::sca {
namespace {

Statement to_statement(const Declaration& declaration, Span span) {
  Statement statement = {.kind = kDeclared, .span = span};
  for (std::string_view field :
       {std::string_view(declaration.ecosystem), std::string_view(declaration.name),
        std::string_view(declaration.version), std::string_view(declaration.scope),
        std::string_view(declaration.direct ? "direct" : ""), std::string_view(declaration.folder)})
    append_netstring(statement.payload, field);
  return statement;
}

}  // namespace

void declare(const Declaration& declaration, Span span, LockfileContent& content) {
  if (!declaration.name.empty()) content.statements.push_back(to_statement(declaration, span));
}

Statement lock_statement(std::string_view ecosystem) {
  return to_statement({.ecosystem = std::string(ecosystem)}, {});
}

std::optional<Declaration> read_declaration(const Fact& fact) {
  std::string_view rest = fact.payload;
  Declaration declaration;
  std::string direct;
  const bool sound =
      take_netstring(rest, declaration.ecosystem) && take_netstring(rest, declaration.name) &&
      take_netstring(rest, declaration.version) && take_netstring(rest, declaration.scope) &&
      take_netstring(rest, direct) && take_netstring(rest, declaration.folder) && rest.empty();
  if (!sound) return std::nullopt;
  declaration.direct = !direct.empty();
  return declaration;
}

}  // namespace scan::sca

// XML: from the types of tree-sitter-xml to the common Tree. Declarations, the document type among
// them, keep the grammar's own types.
#include "syntax/adapter.h"
#include "syntax/markup.h"

extern "C" const TSLanguage* tree_sitter_xml();

namespace scan::syntax {

const Adapter& xml_adapter() {
  using markup::Type;
  static const Adapter kAdapter =
      make_adapter(tree_sitter_xml(),
                   {
                       drop_row("Comment"),
                       inline_row("prolog"),
                       rule_row("element", markup::element),
                       type_row("STag").typed(Type::kStartTagType),
                       type_row("EmptyElemTag").typed(Type::kEmptyTagType),
                       drop_row("ETag").typed(Type::kEndTagType),
                       type_row("content").typed(Type::kContentType),
                       leaf_row("Name", Kind::kIdentifier).typed(Type::kNameType),
                       rule_row("Attribute", markup::attribute).typed(Type::kAttributeType),
                       rule_row("CharData", markup::text),
                       rule_row("CData", markup::text),
                       inline_row("CDSect"),
                       drop_row("CDStart"),
                       leaf_row("EntityRef", Kind::kText),
                       leaf_row("CharRef", Kind::kText),
                   },
                   {},
                   {.frames = markup::frames,
                    .metavariables = markup::kMetavariables,
                    .ellipses = markup::kEllipses,
                    .first_ellipsis = markup::first_ellipsis,
                    .insertion = markup::insertion});
  return kAdapter;
}

}  // namespace scan::syntax

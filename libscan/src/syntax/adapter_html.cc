// HTML: from the types of tree-sitter-html to the common Tree. What stands in `script` and `style`
// is text.
#include "syntax/adapter.h"
#include "syntax/markup.h"

extern "C" const TSLanguage* tree_sitter_html();

namespace scan::syntax {

const Adapter& html_adapter() {
  using markup::Type;
  static const Adapter kAdapter =
      make_adapter(tree_sitter_html(),
                   {
                       drop_row("comment"),
                       rule_row("element", markup::element_or_void),
                       rule_row("script_element", markup::element),
                       rule_row("style_element", markup::element),
                       type_row("start_tag").typed(Type::kStartTagType),
                       type_row("self_closing_tag").typed(Type::kEmptyTagType),
                       drop_row("end_tag").typed(Type::kEndTagType),
                       drop_row("erroneous_end_tag").typed(Type::kEndTagType),
                       leaf_row("tag_name", Kind::kIdentifier).typed(Type::kNameType),
                       rule_row("attribute", markup::attribute).typed(Type::kAttributeType),
                       rule_row("text", markup::text),
                       rule_row("raw_text", markup::text),
                       leaf_row("entity", Kind::kText),
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

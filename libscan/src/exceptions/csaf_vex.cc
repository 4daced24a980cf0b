// CSAF 2.0 (docs.oasis-open.org/csaf), profile VEX: a tree of products, and for each vulnerability
// the products that have it, or not.
#include <map>
#include <utility>

#include "exceptions/entry_values.h"
#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using document::Document;
using document::Value;

class Products {
 public:
  explicit Products(const Value& tree) {
    // Branches nest; a list of what is still to be read needs no recursion.
    std::vector<const Value*> branches(items_at(tree, "branches").begin(),
                                       items_at(tree, "branches").end());
    while (!branches.empty()) {
      const Value& branch = *branches.back();
      branches.pop_back();
      if (const Value* product = branch.find("product"); product != nullptr) add(*product);
      const auto parts = items_at(branch, "branches");
      branches.insert(branches.end(), parts.begin(), parts.end());
    }
    for (const Value* product : items_at(tree, "full_product_names")) add(*product);
    // "a as a component of b" is a product of its own, and its package is that of a.
    for (const Value* relation : items_at(tree, "relationships")) {
      const Value* product = relation->find("full_product_name");
      if (product == nullptr || add(*product)) continue;
      const auto part = purls_.find(text_at(*relation, "product_reference"));
      if (part == purls_.end()) continue;
      const std::string purl = part->second;
      purls_.emplace(text_at(*product, "product_id"), purl);
    }
  }

  /// Empty for one that no purl tells.
  std::string purl_of(std::string_view id) const {
    const auto found = purls_.find(id);
    return found == purls_.end() ? std::string() : found->second;
  }

 private:
  bool add(const Value& product) {
    const Value* how = product.find("product_identification_helper");
    if (how == nullptr) return false;
    std::string purl = comparable_purl(text_at(*how, "purl"));
    if (purl.empty()) return false;
    purls_.emplace(text_at(product, "product_id"), std::move(purl));
    return true;
  }

  std::map<std::string_view, std::string> purls_;
};

// Why a product is not affected: the label of the flag that names it.
std::string flag_of(const Value& vulnerability, std::string_view product) {
  for (const Value* flag : items_at(vulnerability, "flags"))
    for (const Value* id : items_at(*flag, "product_ids"))
      if (id->text == product) return std::string(text_at(*flag, "label"));
  return {};
}

// The words of the threat that tells of the impact on a product.
std::string impact_on(const Value& vulnerability, std::string_view product) {
  for (const Value* threat : items_at(vulnerability, "threats")) {
    if (text_at(*threat, "category") != "impact") continue;
    const auto products = items_at(*threat, "product_ids");
    for (const Value* id : products)
      if (id->text == product) return std::string(text_at(*threat, "details"));
    if (products.empty()) return std::string(text_at(*threat, "details"));
  }
  return {};
}

std::vector<std::string> ids_of(const Value& vulnerability) {
  std::vector<std::string> ids;
  if (const std::string_view cve = text_at(vulnerability, "cve"); !cve.empty())
    ids.emplace_back(cve);
  for (const Value* id : items_at(vulnerability, "ids"))
    if (const std::string_view text = text_at(*id, "text"); !text.empty()) ids.emplace_back(text);
  return ids;
}

}  // namespace

Status read_csaf_vex(const Document& document, std::vector<Exception>& exceptions) {
  const Value* tree = document.root().find("product_tree");
  const Products products(*tree);
  for (const Value* vulnerability : items_at(document.root(), "vulnerabilities")) {
    const std::vector<std::string> ids = ids_of(*vulnerability);
    const Value* status = vulnerability->find("product_status");
    if (ids.empty() || status == nullptr) continue;
    for (const std::string_view free : {"known_not_affected", "fixed"}) {
      for (const Value* product : items_at(*status, free)) {
        std::string purl = products.purl_of(product->text);
        if (purl.empty()) continue;
        Exception exception{.ids = ids, .analyzer = "sca", .directive = std::string(free)};
        exception.packages.push_back({.purl = std::move(purl)});
        if (const std::string flag = flag_of(*vulnerability, product->text); !flag.empty())
          exception.directive += " (" + flag + ")";
        exception.reason = impact_on(*vulnerability, product->text);
        exceptions.push_back(std::move(exception));
      }
    }
  }
  return {};
}

}  // namespace scan::exceptions

#include "license/license_spelling.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "license/license_list.h"

namespace scan::license {
namespace {

using base::is_alphanumeric;
using base::is_digit;
using base::to_lower;

struct Spelling {
  std::string_view words;
  std::string_view expression;
};

constexpr Spelling kSpellings[] = {
#define SPELLING(words, expression) {words, expression},
#include "license/spellings.def"
#undef SPELLING
};

/// Longer words are no licence's name but its text.
constexpr std::size_t kLongest = 120;

constexpr std::array<std::string_view, 9> kFillers = {
    "license", "licence", "licenses", "licensed", "the", "version", "v", "software", "approved"};

// The pages at which licences are shown, each followed by an id.
constexpr std::array<std::string_view, 4> kPages = {"opensource.org/licenses/",
                                                    "opensource.org/license/", "spdx.org/licenses/",
                                                    "licenses.nuget.org/"};

bool is_filler(std::string_view word) {
  return std::ranges::find(kFillers, word) != kFillers.end();
}

// The words in small letters, one blank between them, without punctuation and fillers.
std::string folded(std::string_view words) {
  std::string out;
  std::string word;
  const auto flush = [&] {
    while (word.ends_with('.')) word.pop_back();
    if (word.size() > 1 && word[0] == 'v' && is_digit(word[1])) word.erase(0, 1);
    if (!word.empty() && !is_filler(word)) out.append(out.empty() ? "" : " ").append(word);
    word.clear();
  };
  for (char c : words) {
    const bool part = is_alphanumeric(c) || c == '+' || (c == '.' && !word.empty());
    if (part)
      word.push_back(to_lower(c));
    else
      flush();
  }
  flush();
  return out;
}

// The id in the address of a licence's page, "https://opensource.org/licenses/MIT"; empty where it
// is none.
std::string of_page(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string page = base::lowered(address.substr(scheme + 3));
  if (page.starts_with("www.")) page.erase(0, 4);
  for (std::string_view ending : {"/", ".html", ".php", ".txt"})
    if (page.ends_with(ending)) page.resize(page.size() - ending.size());
  if (page == "apache.org/licenses/license-2.0") return "Apache-2.0";
  for (std::string_view host : kPages) {
    if (!page.starts_with(host)) continue;
    const ListedLicense* listed = find_license(std::string_view(page).substr(host.size()));
    return listed != nullptr ? std::string(listed->id) : std::string();
  }
  return {};
}

}  // namespace

std::string spelled(std::string_view words) {
  if (words.size() > kLongest) return {};
  if (std::string id = of_page(words); !id.empty()) return id;
  // "License :: OSI Approved :: MIT License"
  if (words.starts_with("License :: "))
    if (const std::size_t last = words.rfind(":: "); last != std::string_view::npos)
      words.remove_prefix(last + 3);
  std::string fold = folded(words);
  const auto* known = std::ranges::find(kSpellings, fold, &Spelling::words);
  if (known != std::end(kSpellings)) return std::string(known->expression);
  std::ranges::replace(fold, ' ', '-');
  const ListedLicense* listed = find_license(fold);
  if (listed == nullptr) return {};
  return std::string(listed->modern.empty() ? listed->id : listed->modern);
}

}  // namespace scan::license

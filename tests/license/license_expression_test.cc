// What expressions read as, and what the words of manifests mean.
#include "license/license_expression.h"

#include <gtest/gtest.h>

#include "license/license_list.h"

namespace scan::license {
namespace {

std::string read(std::string_view text) {
  const std::optional<Expression> expression = parse_expression(text);
  return expression ? to_string(*expression) : "-";
}

std::string meant(std::string_view text) {
  const std::optional<Expression> expression = understood(text);
  return expression ? to_string(*expression) : "-";
}

TEST(LicenseExpression, Reads) {
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"MIT", "MIT"},
      {" mit ", "MIT"},
      {"MIT OR Apache-2.0", "MIT OR Apache-2.0"},
      {"mit or apache-2.0 And bsd-3-clause", "MIT OR Apache-2.0 AND BSD-3-Clause"},
      {"(MIT OR Apache-2.0) AND BSD-3-Clause", "(MIT OR Apache-2.0) AND BSD-3-Clause"},
      {"((MIT))", "MIT"},
      {"MIT AND (ISC AND Zlib)", "MIT AND ISC AND Zlib"},
      {"GPL-2.0", "GPL-2.0-only"},
      {"GPL-2.0+", "GPL-2.0-or-later"},
      {"LGPL-2.1-only+", "LGPL-2.1-or-later"},
      {"Apache-1.1+", "Apache-1.1+"},
      {"GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"GPL-2.0-or-later with classpath-exception-2.0",
       "GPL-2.0-or-later WITH Classpath-exception-2.0"},
      {"Apache-2.0 WITH Own-exception", "Apache-2.0 WITH Own-exception"},
      {"LicenseRef-Own OR DocumentRef-a:LicenseRef-b",
       "LicenseRef-Own OR DocumentRef-a:LicenseRef-b"},
      {"Own-1.0 OR MIT", "Own-1.0 OR MIT"},
      {"", "-"},
      {"NONE", "-"},
      {"NOASSERTION", "-"},
      {"MIT OR", "-"},
      {"OR MIT", "-"},
      {"MIT MIT", "-"},
      {"(MIT", "-"},
      {"MIT)", "-"},
      {"()", "-"},
      {"MIT WITH", "-"},
      {"MIT WITH (a)", "-"},
      {"(MIT OR ISC) WITH LLVM-exception", "-"},
      {"GPL-2.0-with-font-exception WITH LLVM-exception", "-"},
      {"See LICENSE", "-"},
      {"MIT/ISC", "-"},
  };
  for (const auto& [text, expected] : kCases) EXPECT_EQ(read(text), expected) << text;
}

TEST(LicenseExpression, ReadsBackWhatItWrites) {
  for (const char* text : {"MIT AND (ISC OR Zlib) AND 0BSD", "(MIT OR ISC) AND (Zlib OR 0BSD)",
                           "MIT OR ISC AND Zlib OR 0BSD"})
    EXPECT_EQ(read(text), text);
}

TEST(LicenseExpression, UnderstandsCommonSpellings) {
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"Apache 2.0", "Apache-2.0"},
      {"Apache License, Version 2.0", "Apache-2.0"},
      {"The Apache Software License, Version 2.0", "Apache-2.0"},
      {"Apache-2.0 license", "Apache-2.0"},
      {"MIT License", "MIT"},
      {"The MIT License (MIT)", "The MIT License (MIT)"},
      {"MIT/Apache-2.0", "MIT OR Apache-2.0"},
      {"Apache 2.0 or MIT License", "Apache-2.0 OR MIT"},
      {"New BSD License", "BSD-3-Clause"},
      {"BSD 3-Clause License", "BSD-3-Clause"},
      {"BSD (3-clause)", "BSD-3-Clause"},
      {"GPLv3+", "GPL-3.0-or-later"},
      {"LGPL 2.1", "LGPL-2.1-only"},
      {"License :: OSI Approved :: MIT License", "MIT"},
      {"License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)",
       "GPL-2.0-or-later"},
      {"Python Software Foundation License", "PSF-2.0"},
      {"https://opensource.org/licenses/MIT", "MIT"},
      {"http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"},
      {"https://licenses.nuget.org/MIT", "MIT"},
      // Which one is meant, only the text says.
      {"BSD", "BSD"},
      {"License :: OSI Approved :: BSD License", "License :: OSI Approved :: BSD License"},
      {"GPL", "GPL"},
      {"Apache Software License", "Apache Software License"},
      {"SEE LICENSE IN LICENSE.md", "SEE LICENSE IN LICENSE.md"},
      {"Proprietary/Secret", "Proprietary/Secret"},
      {"MIT or something else", "MIT or something else"},
      {"none", "-"},
  };
  for (const auto& [text, expected] : kCases) EXPECT_EQ(meant(text), expected) << text;
  EXPECT_FALSE(is_spdx(*understood("BSD")));
  EXPECT_FALSE(is_spdx(*understood("MIT WITH Own-exception")));
  EXPECT_TRUE(is_spdx(*understood("LicenseRef-x AND gpl-2.0+")));
}

TEST(LicenseExpression, DepthCostsNoStack) {
  const std::size_t kDeep = 200'000;
  EXPECT_EQ(read(std::string(kDeep, '(') + "MIT" + std::string(kDeep, ')')), "MIT");
  std::string nested = "MIT";
  for (int i = 0; i < 2000; ++i) nested = "(" + nested + (i % 2 == 0 ? " OR ISC)" : " AND ISC)");
  EXPECT_TRUE(parse_expression(nested));
  EXPECT_TRUE(parse_expression(to_string(*parse_expression(nested))));
}

// Tables, as thousands of expectations one by one take the compiler minutes.
constexpr std::pair<std::string_view, std::string_view> kLicenses[] = {
#define LICENSE(id, modern) {id, modern},
#include "license/licenses.def"
#undef LICENSE
};
constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
#define SPELLING(words, expression) {words, expression},
#include "license/spellings.def"
#undef SPELLING
};

TEST(LicenseList, EveryReplacementIsOfToday) {
  for (const auto& [id, modern] : kLicenses) {
    ASSERT_NE(find_license(id), nullptr) << id;
    EXPECT_EQ(find_license(id)->id, id);
    EXPECT_EQ(read(id), modern.empty() ? id : modern);
    EXPECT_TRUE(is_spdx(*parse_expression(id))) << id;
  }
}

TEST(LicenseList, EverySpellingMeansAnExpressionOfIds) {
  for (const auto& [words, expression] : kSpellings) {
    ASSERT_TRUE(parse_expression(expression)) << words;
    EXPECT_TRUE(is_spdx(*parse_expression(expression))) << words;
    EXPECT_EQ(meant(words), expression);
  }
}

}  // namespace
}  // namespace scan::license

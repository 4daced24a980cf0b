// What `metavariable-analysis` looks for: texts made by chance, and expressions that may backtrack.
#include <gtest/gtest.h>

#include "sast/redos.h"
#include "sast/string_entropy.h"

namespace scan::sast {
namespace {

TEST(StringEntropyTest, TellsSecretsFromWords) {
  for (const std::string_view text :
       {"9f86d081884c7d659a2feaa0c55ad015", "kX9vQ2pLz8RtW4mB7nYc", "qzxjkvbwpfmgtyhq",
        "AKQ7ZP3MX9R2LTVB4NWC", "3141592653589793"}) {
    EXPECT_TRUE(looks_random(text)) << text;
  }
  for (const std::string_view text :
       {"", "a", "k9v", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx", "there is nothing to see here",
        "configuration_of_the_interpreter", "internationalization", "AbstractFactoryBean",
        "please enter your password"}) {
    EXPECT_FALSE(looks_random(text)) << text;
  }
  EXPECT_EQ(string_entropy(""), 0);
  EXPECT_GT(string_entropy("ZQ"), string_entropy("TH"));
}

TEST(RedosTest, TellsWhatMayBacktrack) {
  for (const std::string_view regex :
       {"(a+)+$", "(a*)*b", "^(([a-z])+.)+[A-Z]", "((ab )+)+$", "(x|(y+))*z", "(?:a+){4,}b",
        "(?P<n>a+)+$", "([\\w.]+)+@", "((a?){2,9})*!", "(a+){4}$"}) {
    EXPECT_TRUE(may_backtrack_without_bounds(regex)) << regex;
  }
  for (const std::string_view regex :
       {"", "a+b", "(ab)+$", "(a+)+", "(a+)++$", "(a++)+$", "(a?)+$", "(a{3})+$", "(a+){3}$",
        "[(a+)+]$", "\\(a+\\)+$", "(a+", "a+)+$", "*a", "(a|b)*c", "a{,}b", "x*y*z*"}) {
    EXPECT_FALSE(may_backtrack_without_bounds(regex)) << regex;
  }
}

}  // namespace
}  // namespace scan::sast

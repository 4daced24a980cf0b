// What is given to a name: as it is spelled, and as the syntax has it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "awkward_texts.h"
#include "secrets/assigned_literal.h"
#include "secrets/assignment_reader.h"
#include "secrets_fixture.h"
#include "syntax/parser.h"

namespace scan::secrets {
namespace {

struct Spelling {
  std::string_view text;
  std::string_view name;   // empty: nothing is read
  std::string_view value;  // what `name` is given
  bool spelled_out = true;
};

TEST(AssignmentReader, KnowsTheSpellings) {
  const AssignmentReader reader({"token", "secret"}, {.quoted = 6, .bare = 8});
  const std::vector<Spelling> cases = {
      {"token = \"abc123\"", "token", "abc123"},
      {"API_TOKEN='abc123'", "API_TOKEN", "abc123"},
      {"cfg.db[\"token\"] = \"abc123\"", "token", "abc123"},
      {"\"token\": \"abc123\"", "token", "abc123"},
      {"'token' => 'abc123'", "token", "abc123"},
      {"token: str = \"abc123\"", "token", "abc123"},
      {"let token: &str = \"abc123\";", "token", "abc123"},
      {"token := `abc123`", "token", "abc123"},
      {"token <- \"abc123\"", "token", "abc123"},
      {"token ||= \"abc123\"", "token", "abc123"},
      {"if (token == \"abc123\")", "token", "abc123"},
      {"token = SecretStr(\"abc123\")", "token", "abc123"},
      {"token = b\"abc123\"", "token", "abc123"},
      {"token = \"\"\"abc123\"\"\"", "token", "abc123"},
      {"define('TOKEN', 'abc123')", "TOKEN", "abc123"},
      {"setToken(\"abc123\")", "setToken", "abc123"},
      {"x = \"{\\\"token\\\": \\\"abc123\\\"}\"", "token", "abc123"},
      {"<token>abcd1234</token>", "token", "abcd1234"},
      {"<add key=\"Token\" value=\"abc123\"/>", "Token", "abc123"},
      {"- name: TOKEN\n  value: abcd1234\n", "TOKEN", "abcd1234"},
      {"{\"name\": \"TOKEN\", \"value\": \"abc123\"}", "TOKEN", "abc123"},
      {"ENV TOKEN abcd1234", "TOKEN", "abcd1234"},
      {"run --token=abcd1234 x", "--token", "abcd1234"},
      {"/x?token=abcd1234&y=1", "token", "abcd1234"},
      {"Token: Bearer abcd1234", "Token", "abcd1234"},
      {"token = \"Bearer abc123\"", "token", "abc123"},
      {"token = abcd1234==", "token", "abcd1234=="},
      {"token = abcd1234", "token", "abcd1234"},
      {"token = f(a, \"abc123\")", "token", "abc123", false},
      {"token = get_token()", "", ""},
      {"token = token_of[user]", "", ""},
      {"token = \"two words\"", "", ""},
      {"token = \"{token}\"", "", ""},
      {"token = \"abc\"", "", ""},
      {"token = abc1234", "", ""},
      {"a, token, b=other=abcd1234", "", ""},
      {"broken = \"abcdef123\"", "", ""},
      {"token", "", ""},
      {"token = \"", "", ""},
      {"token = \"abc123", "", ""},
  };
  for (const Spelling& c : cases) {
    std::vector<Assignment> found;
    reader.read(c.text, Span{0, static_cast<std::uint32_t>(c.text.size())}, found);
    const auto slice = [&c](Span span) { return c.text.substr(span.begin, span.size()); };
    if (c.name.empty()) {
      EXPECT_TRUE(found.empty()) << c.text << ": " << slice(found.front().value);
      continue;
    }
    ASSERT_EQ(found.size(), 1u) << c.text;
    EXPECT_EQ(slice(found[0].name), c.name) << c.text;
    EXPECT_EQ(slice(found[0].value), c.value) << c.text;
    EXPECT_EQ(found[0].spelled_out, c.spelled_out) << c.text;
  }
}

TEST(AssignmentReader, GivesAValueToTheNearestNameOnce) {
  const AssignmentReader reader({"token", "secret"}, {.quoted = 6, .bare = 8});
  const std::string text = "secret token = \"abc123\"; secret_token = \"def456\"";
  std::vector<Assignment> found;
  reader.read(text, Span{0, static_cast<std::uint32_t>(text.size())}, found);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(text.substr(found[0].name.begin, found[0].name.size()), "token");
  EXPECT_EQ(text.substr(found[1].name.begin, found[1].name.size()), "secret_token");
}

struct Given {
  const char* language;
  std::string code;  // its literal is "LITERAL"
  std::vector<std::string> names;
};

TEST(AssignedLiteral, IsReadFromTheTree) {
  const std::vector<Given> cases = {
      {"python", "token = 'LITERAL'", {"token"}},
      {"python", "cfg['token'] = 'LITERAL'", {"cfg['token']"}},
      {"python", "connect(host, token='LITERAL')", {"token"}},
      {"python", "X = {'auth': {'token': 'LITERAL'}}", {"'token'", "'auth'", "X"}},
      {"python", "def f(token='LITERAL'): pass", {"token"}},
      {"python", "token = os.getenv('API_KEY', 'LITERAL')", {"'API_KEY'", "token"}},
      {"python", "token = a or 'LITERAL'", {"token"}},
      {"python", "if token == 'LITERAL': pass", {"token"}},
      {"python", "client.set_token('LITERAL')", {"client.set_token"}},
      {"python", "token = ['LITERAL']", {"token"}},
      {"python", "token = translate('LITERAL', x)", {}},
      {"python", "token = f'LITERAL{x}'", {}},
      {"python", "def token():\n  'LITERAL'\n", {}},
      {"python", "# token = 'LITERAL'", {}},
      {"python", "x = {'LITERAL': token}", {}},
      {"python", "token = 'a longer text with LITERAL in it'", {}},
      {"json", "{\"token\": \"LITERAL\"}", {"\"token\""}},
      {"javascript", "const x = {token: 'LITERAL'}", {"token", "x"}},
      {"go", "var x = T{Token: \"LITERAL\"}", {"Token", "x"}},
      {"go", "package p\nconst token = \"LITERAL\"", {"token"}},
      {"java", "class A { static final String TOKEN = \"LITERAL\"; }", {"TOKEN"}},
      {"php", "<?php $x = ['token' => 'LITERAL'];", {"'token'", "$x"}},
      {"ruby", "x(token: 'LITERAL')", {"token"}},
      {"yaml", "auth:\n  token: 'LITERAL'\n", {"token", "auth"}},
      {"terraform", "resource \"a\" \"b\" {\n  token = \"LITERAL\"\n}", {"token"}},
  };
  const syntax::ParserPool parsers;
  for (const Given& c : cases) {
    const syntax::Language* language = syntax::find_language(c.language);
    if (language == nullptr) continue;  // not built
    const auto parsed = parsers.parse(*language, c.code);
    ASSERT_TRUE(parsed) << c.code;
    const auto at = static_cast<std::uint32_t>(c.code.find("LITERAL"));
    std::vector<std::string> names;
    for (const std::string_view name : names_given_to(parsed->tree, Span{at, at + 7}))
      names.emplace_back(name);
    EXPECT_EQ(names, c.names) << c.code;
  }
}

// What is read step by step is what is read at once.
TEST(Assignments, AreReadStepByStep) {
  const AssignmentReader reader({"key", "token", "task"}, {.quoted = 2, .bare = 2});
  std::size_t read = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    Chooser chooser(seed);
    const std::string text = chooser.text(40 + chooser.below(100));
    const auto size = static_cast<std::uint32_t>(text.size());
    std::vector<Assignment> whole;
    reader.read(text, Span{0, size}, whole);
    std::vector<Assignment> steps;
    for (std::uint32_t from = 0; from < size;) {
      const std::uint32_t end = std::min(size, from + 1 + chooser.below(9));
      from = std::max(end, reader.read(text, Span{from, end}, steps));
    }
    ASSERT_EQ(steps, whole) << "seed " << seed << "\n" << text;
    read += whole.size();
  }
  EXPECT_GT(read, 1000u);
}

}  // namespace
}  // namespace scan::secrets

#include "iac/operators.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "iac/attribute_path.h"

namespace scan::iac {
namespace {

using document::Document;
using document::Syntax;
using document::Value;

Document parse(std::string_view text) {
  auto document = Document::parse(Syntax::kYaml, text, "test.yaml");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return std::move(*document);
}

Operand operand_of(const Operator& op, const Value& value) {
  Operand operand;
  operand.is_list = value.kind == document::Kind::kSequence;
  if (value.is_scalar()) operand.items.push_back(Operand::scalar(value));
  for (const Value* item : value.items) operand.items.push_back(Operand::scalar(*item));
  if (op.operand == OperandKind::kRegex)
    operand.regex = std::make_shared<text::Regex>(std::string(value.text));
  return operand;
}

struct Case {
  std::string_view op;
  std::string_view operand;  // YAML
  std::string_view value;    // YAML
  bool holds;
};

const Case kCases[] = {
    {"equals", "a", "a", true},
    {"equals", "a", "b", false},
    {"equals", "a", "A", false},
    {"equals", "'8080'", "8080", true},
    {"equals", "1", "1.0", true},
    {"equals", "true", "'True'", true},
    {"equals", "'1.10'", "1.1", false},
    {"equals", "true", "false", false},
    {"equals", "a", "[a]", false},
    {"equals", "[a, 1]", "[a, '1']", true},
    {"equals", "[a]", "[a, b]", false},
    {"equals", "a", "{a: a}", false},
    {"not_equals", "a", "[a]", true},
    {"not_equals", "a", "a", false},
    {"equals_ignore_case", "a", "A", true},
    {"equals_ignore_case", "a", "b", false},
    {"not_equals_ignore_case", "a", "A", false},
    {"equals_ignore_case", "a", "[A]", false},
    // At the beginning, wherever it ends.
    {"regex_match", "a+", "aab", true},
    {"regex_match", "b", "ab", false},
    {"regex_match", ".*b", "ab", true},
    {"regex_match", "a$", "ab", false},
    {"regex_match", "8", "8080", true},
    {"regex_match", "a", "[a]", false},
    {"regex_match", "a", "{a: a}", false},
    {"not_regex_match", "b", "ab", true},
    {"not_regex_match", "a", "ab", false},
    {"not_regex_match", "a", "[a]", true},
    {"exists", "", "a", true},
    {"exists", "", "[]", true},
    {"exists", "", "{}", true},
    {"exists", "", "''", true},
    {"not_exists", "", "a", false},
    {"any", "[a, b]", "b", true},
    {"any", "[a, b]", "c", false},
    {"any", "[a, b]", "[c, b]", true},
    {"any", "[a, b]", "[c]", false},
    {"any", "[a]", "{a: 1}", false},
    {"contains", "b", "abc", true},
    {"contains", "d", "abc", false},
    {"contains", "b", "[a, b]", true},
    {"contains", "b", "[ab]", false},
    {"contains", "b", "{b: 1}", true},
    {"contains", "[a, b]", "[b, a, c]", true},
    {"contains", "[a, d]", "[a]", false},
    {"not_contains", "b", "abc", false},
    {"not_contains", "b", "{a: b}", true},
    {"within", "[a, b]", "b", true},
    {"within", "[a, b]", "ab", false},
    {"within", "[1]", "'1'", true},
    {"within", "a", "a", true},
    {"within", "[a]", "[a]", false},
    {"not_within", "[a]", "b", true},
    {"not_within", "[a]", "a", false},
    {"not_within", "[a]", "{a: 1}", true},
    {"starting_with", "a", "ab", true},
    {"starting_with", "b", "ab", false},
    {"starting_with", "8", "80", true},
    {"starting_with", "a", "[a]", false},
    {"not_starting_with", "a", "ab", false},
    {"not_starting_with", "a", "{a: 1}", true},
    {"ending_with", "b", "ab", true},
    {"ending_with", "a", "ab", false},
    {"ending_with", "b", "[b]", false},
    {"not_ending_with", "b", "ab", false},
    {"not_ending_with", "b", "{}", true},
    {"greater_than", "2", "3", true},
    {"greater_than", "2", "2", false},
    {"greater_than", "2", "'3'", true},
    {"greater_than", "2", "x", false},
    {"greater_than", "2", "[3]", false},
    {"greater_than", "2", "{a: 3}", false},
    {"greater_than_or_equal", "2", "2", true},
    {"greater_than_or_equal", "2", "1.5", false},
    {"less_than", "2", "1", true},
    {"less_than", "2", "2", false},
    {"less_than", "2", "''", false},
    {"less_than_or_equal", "2", "2", true},
    {"less_than_or_equal", "2", "2.5", false},
    {"subset", "[a, b]", "[a]", true},
    {"subset", "[a, b]", "[a, c]", false},
    {"subset", "[a]", "a", true},
    {"subset", "[a]", "[]", true},
    {"subset", "[a]", "{a: 1}", false},
    {"not_subset", "[a]", "[c]", true},
    {"not_subset", "[a, b]", "[a]", false},
    {"intersects", "[a, b]", "[b, c]", true},
    {"intersects", "[a, b]", "[c]", false},
    {"intersects", "us-", "us-east", true},
    {"intersects", "a", "[a]", true},
    {"intersects", "[a]", "a", true},
    {"intersects", "a", "{a: 1}", true},
    {"not_intersects", "[a]", "[b]", true},
    {"not_intersects", "[a]", "[a]", false},
    {"is_empty", "", "''", true},
    {"is_empty", "", "[]", true},
    {"is_empty", "", "{}", true},
    {"is_empty", "", "a", false},
    {"is_empty", "", "0", false},
    {"is_empty", "", "[a]", false},
    {"is_not_empty", "", "''", false},
    {"is_not_empty", "", "{a: 1}", true},
    {"is_not_empty", "", "false", true},
    {"is_true", "", "true", true},
    {"is_true", "", "'TRUE'", true},
    {"is_true", "", "1", false},
    {"is_true", "", "false", false},
    {"is_true", "", "[true]", false},
    {"is_true", "", "{true: true}", false},
    {"is_false", "", "false", true},
    {"is_false", "", "true", false},
    {"is_false", "", "''", false},
    {"is_false", "", "[]", false},
    {"length_equals", "2", "[a, b]", true},
    {"length_equals", "2", "{a: 1, b: 2}", true},
    {"length_equals", "2", "ab", true},
    {"length_equals", "2", "22", false},
    {"length_equals", "'2'", "[a, b]", true},
    {"length_not_equals", "2", "[a, b]", false},
    {"length_not_equals", "2", "[]", true},
    {"length_greater_than", "1", "[a, b]", true},
    {"length_greater_than", "2", "[a, b]", false},
    {"length_greater_than_or_equal", "2", "[a, b]", true},
    {"length_greater_than_or_equal", "3", "ab", false},
    {"length_less_than", "3", "[a, b]", true},
    {"length_less_than", "2", "{a: 1, b: 2}", false},
    {"length_less_than_or_equal", "2", "[a, b]", true},
    {"length_less_than_or_equal", "1", "[a, b]", false},
    {"range_includes", "22", "22", true},
    {"range_includes", "22", "'20-30'", true},
    {"range_includes", "22", "'23-30'", false},
    {"range_includes", "22", "'*'", true},
    {"range_includes", "22", "['1-9', '20-22']", true},
    {"range_includes", "22", "[]", false},
    {"range_includes", "22", "a-b", false},
    {"range_includes", "22", "{22: 22}", false},
    {"range_includes", "-5", "-5", true},
    {"range_not_includes", "22", "'20-30'", false},
    {"range_not_includes", "22", "80", true},
    {"number_of_words_equals", "3", "a  b c", true},
    {"number_of_words_equals", "0", "''", true},
    {"number_of_words_equals", "2", "[a, b]", false},
    {"number_of_words_not_equals", "1", "a b", true},
    {"number_of_words_not_equals", "2", "a b", false},
};

TEST(Operators, HoldAsTheTableSays) {
  std::set<std::string_view> tested;
  for (const Case& test : kCases) {
    const Operator* op = find_operator(test.op);
    ASSERT_NE(op, nullptr) << test.op;
    tested.insert(test.op);
    const std::string operand_text(test.operand);
    const std::string value_text(test.value);
    const Document operand = parse(operand_text);
    const Document value = parse(value_text);
    EXPECT_EQ(apply(*op, operand_of(*op, operand.root()), value.root()),
              test.holds ? Truth::kTrue : Truth::kFalse)
        << test.value << " " << test.op << " " << test.operand;
  }
  for (const Operator& op : operators()) EXPECT_TRUE(tested.contains(op.name)) << op.name;
}

// A missing attribute fails what is demanded of its value and passes what is forbidden.
TEST(Operators, KnowWhatMissingMeans) {
  for (const Operator& op : operators()) {
    const bool negated =
        op.name.starts_with("not_") || op.name.find("_not_") != std::string_view::npos;
    const bool expected = op.name == "is_empty"       ? true
                          : op.name == "is_not_empty" ? false
                                                      : negated;
    EXPECT_EQ(holds_for_missing(op), expected) << op.name;
  }
  EXPECT_EQ(find_operator("exist"), nullptr);
}

TEST(AttributePath, FindsValues) {
  const std::string text =
      "a: {b: [1, {c: 2}, {c: 3}], d: {x: {c: 4}, y: {c: 5}}, n: ~}\n"
      "'k.l': 6\n"
      "'0': 7\n"
      "list: [[8, 9], [10]]\n";
  const Document document = parse(text);
  struct {
    std::string_view path;
    std::string_view expected;
  } const cases[] = {
      {"a.b.0", "1 "},
      {"a.b[0]", "1 "},
      {"a.b.1.c", "2 "},
      {"a.b.*.c", "2 3 "},
      {"a.b[*].c", "2 3 "},
      {"a.b[].c", "2 3 "},
      {"a.d.*.c", "4 5 "},
      {"a.*.*.c", "2 3 4 5 "},
      {"a.b.9", ""},
      {"a.x.c", ""},
      {"a.n", ""},
      {"[\"k.l\"]", "6 "},
      {"['k.l']", "6 "},
      {"0", "7 "},
      {"list.*.*", "8 9 10 "},
      {"list[1][0]", "10 "},
      {"0.0", ""},
      {"*.d.x.c", "4 "},
  };
  for (const auto& test : cases) {
    const Result<AttributePath> path = AttributePath::parse(test.path);
    ASSERT_TRUE(path.ok()) << test.path;
    std::string found;
    for (const Value* value : path->find(document.root())) found += std::string(value->text) + " ";
    EXPECT_EQ(found, test.expected) << test.path;
  }
  for (std::string_view path : {"", ".", "a.", "a..b", "a[", ".a"})
    EXPECT_FALSE(AttributePath::parse(path).ok()) << path;
}

}  // namespace
}  // namespace scan::iac

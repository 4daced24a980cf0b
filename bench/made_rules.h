// Rules in the shape of those that teams write, as many as are asked for: what they cost to load
// and to run.
#pragma once

#include <iterator>
#include <string>
#include <string_view>

namespace scan::bench {

/// A shape of a rule: `%` stands for its number.
struct RuleShape {
  std::string_view language;
  std::string_view body;  ///< what follows the head, indented by four
};

inline constexpr RuleShape kRuleShapes[] = {
    {"python", R"yaml(
    patterns:
      - pattern-either:
          - pattern: library%.run($CMD, ..., shell=True, ...)
          - pattern: library%.call($CMD, ..., shell=True, ...)
          - pattern: library%.Popen([..., $CMD, ...], ...)
      - pattern-not: library%.$F("...", ...)
      - pattern-not-inside: |
          if $SAFE(...):
              ...
)yaml"},
    {"python", R"yaml(
    patterns:
      - pattern-inside: |
          import module%
          ...
      - pattern-inside: |
          def $VIEW(..., request, ...):
              ...
      - pattern: module%.$METHOD(..., $X, ...)
      - metavariable-regex:
          metavariable: $METHOD
          regex: ^(execute|query|raw%)$
)yaml"},
    {"python", R"yaml(
    pattern: |
      $CONTEXT = ssl%.create_context(...)
      ...
      $CONTEXT.verify = False
)yaml"},
    {"python", R"yaml(
    patterns:
      - pattern: hashlib.new%("=~/[Mm][Dd]5/", ...)
      - focus-metavariable: $X
      - pattern: hashlib.new%($X, ...)
)yaml"},
    {"javascript", R"yaml(
    patterns:
      - pattern-inside: |
          const $APP = require('express%');
          ...
      - pattern-either:
          - pattern: |
              $APP.get('...', function ($REQ, $RES) {
                ...
                $RES.send%(<... $REQ.query ...>);
                ...
              })
          - pattern: $APP.post%($PATH, ..., $HANDLER)
)yaml"},
    {"javascript", R"yaml(
    pattern-either:
      - pattern: $EL.innerHTML% = $VALUE
      - pattern: document.write%($X + ...)
      - pattern: $X.run%("...", ...)
)yaml"},
    {"java", R"yaml(
    patterns:
      - pattern: |
          $SQL = $X + $ARG;
          ...
          $STATEMENT.executeQuery%($SQL);
      - pattern-not-inside: |
          class $C {
            ...
          }
)yaml"},
    {"go", R"yaml(
    patterns:
      - pattern: |
          $DB.Query%(fmt.Sprintf("...", ..., $X, ...))
      - pattern-not: $DB.Query%("...")
)yaml"},
    {"terraform", R"yaml(
    patterns:
      - pattern: |
          resource "aws_bucket_%" $NAME {
            ...
            acl = "public-read"
            ...
          }
)yaml"},
    {"generic", R"yaml(
    patterns:
      - pattern-inside: <script%...>
      - pattern: src%=$X
)yaml"},
    {"regex", R"yaml(
    pattern-regex: (?i)secret_%[a-z]*\s*[:=]\s*['"][0-9a-f]{32,}['"]
)yaml"},
};

/// A rule file of `count` rules, in the languages that `admits` says yes to.
template <typename Admits>
std::string made_rules(int count, const Admits& admits) {
  std::string out = "rules:\n";
  for (int made = 0, i = 0; made < count; ++i) {
    const RuleShape& shape = kRuleShapes[static_cast<std::size_t>(i) % std::size(kRuleShapes)];
    if (!admits(shape.language)) continue;
    const std::string number = std::to_string(++made);
    out += "  - id: made-rule-" + number + "\n    languages: [" + std::string(shape.language) +
           "]\n    severity: WARNING\n"
           "    message: >-\n      Something that should not be done is done here, and $X has its "
           "part in\n"
           "      it. It is better to do something else, which is described at length elsewhere.\n"
           "    metadata:\n      cwe: [\"CWE-" +
           number +
           ": A weakness\"]\n      owasp: [\"A03:2021 - Injection\"]\n"
           "      category: security\n      technology: [made]\n      confidence: HIGH\n"
           "      references: [\"https://example.org/" +
           number + "\"]";
    for (const char c : shape.body) {
      if (c == '%') {
        out += number;
      } else {
        out += c;
      }
    }
  }
  return out;
}

}  // namespace scan::bench

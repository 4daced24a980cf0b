// scan rules list, validate, show.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "commands.h"
#include "input_file.h"
#include "json_text.h"
#include "scan/engine.h"
#include "scan/rule_test.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

Result<Engine> make_engine(const Arguments& arguments) {
  Result<BuiltinAnalyzers> analyzers = make_builtin_analyzers(arguments.builtin);
  if (!analyzers.ok()) return analyzers.error();
  for (const Error& error : analyzers->rejected) print_error(error, use_color(stderr, arguments));
  return Engine::create(std::move(analyzers->list));
}

Result<std::vector<RuleInfo>> load_rules(const Arguments& arguments) {
  const Result<Engine> engine = make_engine(arguments);
  if (!engine.ok()) return engine.error();
  return engine->rules();
}

int fail(const Error& error, const Arguments& arguments) {
  print_error(error, use_color(stderr, arguments));
  return kUsageError;
}

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

std::string list_text(const std::vector<RuleInfo>& rules) {
  std::size_t width = 0;
  for (const RuleInfo& rule : rules) width = std::max(width, rule.id.size());
  std::string text;
  for (const RuleInfo& rule : rules)
    text += fmt::format("{:<8} {:<{}}  {:<8} {}\n", rule.analyzer, rule.id, width,
                        to_string(rule.severity), rule.title);
  return text;
}

std::string list_json(const std::vector<RuleInfo>& rules) {
  std::string text = "[";
  for (const RuleInfo& rule : rules) {
    text += text.size() > 1 ? ",\n " : "\n ";
    text += fmt::format(
        R"({{"id": {}, "aliases": {}, "analyzer": {}, "languages": {}, "severity": {}, )"
        R"("confidence": {}, "title": {}, "cwe": {}}})",
        json_string(rule.id), json_list(rule.aliases), json_string(rule.analyzer),
        json_list(rule.languages), json_string(to_string(rule.severity)),
        json_string(to_string(rule.confidence)), json_string(rule.title), json_list(rule.cwe));
  }
  return text + "\n]\n";
}

std::string list_markdown(const std::vector<RuleInfo>& rules) {
  std::string text =
      "| rule | analyzer | languages | severity | aliases | what it finds |\n"
      "|---|---|---|---|---|---|\n";
  const auto cell = [](std::string words) {
    for (std::size_t at = 0; (at = words.find('|', at)) != std::string::npos; at += 2)
      words.insert(at, 1, '\\');
    return words;
  };
  for (const RuleInfo& rule : rules)
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", rule.id, rule.analyzer,
                        joined(rule.languages), to_string(rule.severity),
                        cell(joined(rule.aliases)), cell(rule.title));
  return text;
}

constexpr std::size_t kExamplesShown = 3;

// Longer than any fence in the code.
std::string fenced(const std::vector<std::string>& examples, std::string_view language) {
  std::string code;
  for (std::size_t i = 0; i < std::min(examples.size(), kExamplesShown); ++i)
    code += (code.empty() ? "" : "\n") + examples[i];
  std::string fence = "```";
  while (code.find(fence) != std::string::npos) fence += '`';
  return fmt::format("{}{}\n{}{}\n", fence, language, code, fence);
}

// All that is known of a rule, as a section.
std::string section(const RuleInfo& rule, const RuleExamples& examples) {
  std::string text = fmt::format("\n## {}\n**{}**\n\n{}\n\n", rule.id, rule.title, rule.help);
  const auto line = [&](std::string_view name, const std::string& words) {
    if (!words.empty()) text += fmt::format("- {}: {}\n", name, words);
  };
  line("severity",
       fmt::format("{}, confidence {}", to_string(rule.severity), to_string(rule.confidence)));
  line("languages", joined(rule.languages));
  line("weakness", joined(rule.cwe));
  line("OWASP", joined(rule.owasp));
  line("also known as", joined(rule.aliases));
  for (const std::string& reference : rule.references)
    line("see", reference.starts_with("http") ? "<" + reference + ">" : reference);
  const std::string language = rule.languages.size() == 1 ? rule.languages.front() : "";
  if (!rule.fix.empty()) text += "\nFix (`--fix`):\n" + fenced({rule.fix + "\n"}, language);
  // What looks like a secret is written nowhere, be it an example.
  if (rule.analyzer == "secrets") return text;
  if (!examples.bad.empty()) text += "\nFound:\n" + fenced(examples.bad, language);
  if (!examples.good.empty()) text += "\nNot found:\n" + fenced(examples.good, language);
  return text;
}

// The table of all rules, then each with its documentation. Examples are those beside rule files
// that were named; the built-in ones have none with them.
Result<std::string> pages(const std::vector<RuleInfo>& rules, const Arguments& arguments) {
  std::vector<std::string> paths = arguments.builtin.rules;
  std::erase(paths, "default");
  std::map<std::string, RuleExamples> examples;
  if (!paths.empty()) {
    auto found = rule_examples(paths);
    if (!found.ok()) return found.error();
    examples = *std::move(found);
  }
  std::string text = list_markdown(rules);
  for (const RuleInfo& rule : rules) text += section(rule, examples[rule.id]);
  return text;
}

std::string show_text(const RuleInfo& rule) {
  std::string text =
      fmt::format("{} ({})\n{}\n\nseverity {}, confidence {}\n", rule.id, rule.analyzer, rule.title,
                  to_string(rule.severity), to_string(rule.confidence));
  const auto line = [&](std::string_view name, const std::vector<std::string>& words) {
    if (!words.empty()) text += fmt::format("{}: {}\n", name, joined(words));
  };
  line("languages", rule.languages);
  line("also known as", rule.aliases);
  line("weakness", rule.cwe);
  line("OWASP", rule.owasp);
  if (!rule.help.empty()) text += "\n" + rule.help + (rule.help.ends_with('\n') ? "" : "\n");
  for (const std::string& reference : rule.references) text += fmt::format("\nsee {}", reference);
  return text + (rule.references.empty() ? "" : "\n");
}

}  // namespace

int run_rules_list(const Arguments& arguments) {
  Result<std::vector<RuleInfo>> rules = load_rules(arguments);
  if (!rules.ok()) return fail(rules.error(), arguments);
  if (arguments.format == "markdown") {
    const Result<std::string> text = pages(*rules, arguments);
    return text.ok() ? print_and_return(*text, kPassed) : fail(text.error(), arguments);
  }
  const std::string text = arguments.format == "json" ? list_json(*rules) : list_text(*rules);
  return print_and_return(text, kPassed);
}

int run_rules_validate(const Arguments& arguments) {
  // Each path for itself, and skipping what is malformed, so that one run tells of every fault.
  std::size_t sound = 0;
  std::size_t faults = 0;
  for (const std::string& path : arguments.paths) {
    BuiltinOptions options = arguments.builtin;
    options.rules = {path};
    options.bad_rules = BadRules::kSkip;
    const Result<BuiltinAnalyzers> analyzers = make_builtin_analyzers(options);
    if (!analyzers.ok()) {
      fail(analyzers.error(), arguments);
      ++faults;
      continue;
    }
    for (const Error& error : analyzers->rejected) fail(error, arguments);
    faults += analyzers->rejected.size();
    for (const auto& analyzer : analyzers->list) sound += analyzer->rules().size();
  }
  return print_and_return(fmt::format("{} rules are valid, {} are not\n", sound, faults),
                          faults == 0 ? kPassed : kUsageError);
}

// scan rules show --explain ID FILE
int explain_rule(const Arguments& arguments) {
  const std::string& path = arguments.paths[1];
  const Result<std::string> bytes = read_input(path, "the file");
  if (!bytes.ok()) return fail(bytes.error(), arguments);
  const Result<Engine> engine = make_engine(arguments);
  if (!engine.ok()) return fail(engine.error(), arguments);
  const Result<RuleTrace> trace = engine->explain(arguments.paths.front(), Source(path, *bytes));
  if (!trace.ok()) return fail(trace.error(), arguments);
  return print_and_return(to_text(*trace), kPassed);
}

int run_rules_show(const Arguments& arguments) {
  if (arguments.explain != (arguments.paths.size() == 2)) {
    return fail({.code = ErrorCode::kInvalidArgument,
                 .message = arguments.explain ? "--explain needs a file: --explain ID FILE"
                                              : "only --explain takes a file"},
                arguments);
  }
  if (arguments.explain) return explain_rule(arguments);
  Result<std::vector<RuleInfo>> rules = load_rules(arguments);
  if (!rules.ok()) return fail(rules.error(), arguments);
  const std::string& wanted = arguments.paths.front();
  const auto found = std::ranges::find_if(*rules, [&](const RuleInfo& rule) {
    return rule.id == wanted || std::ranges::count(rule.aliases, wanted) > 0;
  });
  if (found == rules->end())
    return fail({.code = ErrorCode::kNotFound, .message = "no rule has the id or alias " + wanted},
                arguments);
  return print_and_return(show_text(*found), kPassed);
}

}  // namespace scan::cli

#include "iac/dockerfile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "iac/attribute_path.h"
#include "iac/framework.h"

namespace scan::iac {
namespace {

using document::Kind;
using document::Value;

/// "KEYWORD text" of each instruction, joined by " / "; a heredoc as "{name:body}".
std::string parse(std::string_view text) {
  std::string out;
  for (const Instruction& instruction : parse_dockerfile(text).instructions) {
    out += (out.empty() ? "" : " / ") + instruction.keyword + " " + instruction.arguments.text();
    for (const Heredoc& heredoc : instruction.heredocs)
      out += "{" + heredoc.name + ":" +
             std::string(text.substr(heredoc.body.begin, heredoc.body.size())) + "}";
  }
  return out;
}

TEST(Dockerfile, ReadsInstructions) {
  struct {
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {"", ""},
      {"\n\n# only a comment\n", ""},
      {"FROM alpine:3.20", "FROM alpine:3.20"},
      {"\xef\xbb\xbf"
       "FROM a\r\nRUN b\r\n",
       "FROM a / RUN b"},
      {"from a\n  run   b  \n", "FROM a / RUN b"},
      {"RUN a \\\n  b \\\n  c\nUSER x", "RUN a   b   c / USER x"},
      {"RUN a \\  \n b", "RUN a  b"},
      {"RUN a \\\n# comment \\\n\n   # another\n b\nUSER x", "RUN a  b / USER x"},
      {"RUN a \\\\\nUSER x", "RUN a \\\\ / USER x"},
      {"RUN a \\", "RUN a "},
      {"RUN \\\n a", "RUN  a"},
      {"RUN\\\n a", "RUN  a"},
      {"# escape=`\nRUN dir c:\\\nRUN a `\n b", "RUN dir c:\\ / RUN a  b"},
      {"# syntax=x\n# escape = `\nRUN a `\n b", "RUN a  b"},
      {"# a comment first\n# escape=`\nRUN a `\nUSER x", "RUN a ` / USER x"},
      {"\n# escape=`\nRUN a `\nUSER x", "RUN a ` / USER x"},
      {"RUN <<EOF\na\n# b\nEOF\nUSER x", "RUN <<EOF{EOF:a\n# b\n} / USER x"},
      {"RUN <<-\"EOF\" sh\n\ta \\\n\tEOF\nUSER x", "RUN <<-\"EOF\" sh{EOF:\ta \\\n} / USER x"},
      {"COPY <<A <<B /d/\n1\nA\n2\nB\n", "COPY <<A <<B /d/{A:1\n}{B:2\n}"},
      {"RUN cat <<<here\nUSER x", "RUN cat <<<here / USER x"},
      {"RUN a<<EOF\nUSER x", "RUN a<<EOF / USER x"},
      {"RUN <<EOF\nnever closed", "RUN <<EOF{EOF:never closed}"},
      {"ENV a <<EOF\nUSER x", "ENV a <<EOF / USER x"},
      {"FROM a\nINCLUDE b\n{{ c }}\nUSER d", "FROM a / USER d"},
  };
  for (const auto& test : cases) EXPECT_EQ(parse(test.text), test.expected) << test.text;
}

TEST(Dockerfile, KnowsWhereJoinedTextComesFrom) {
  const std::string_view text = "RUN one \\\n  # comment\n  two \\\n  three\n";
  const Dockerfile file = parse_dockerfile(text);
  const JoinedText& joined = file.instructions.at(0).arguments;
  for (std::string_view word : {"one", "two", "three"}) {
    const auto at = static_cast<std::uint32_t>(joined.text().find(word));
    const Span span = joined.locate({at, at + static_cast<std::uint32_t>(word.size())});
    EXPECT_EQ(text.substr(span.begin, span.size()), word);
    const JoinedText slice = joined.slice({at, static_cast<std::uint32_t>(joined.text().size())});
    EXPECT_EQ(slice.locate({0, 1}).begin, span.begin);
  }
  EXPECT_EQ(file.instructions[0].span, (Span{0, static_cast<std::uint32_t>(text.size()) - 1}));
}

TEST(Dockerfile, CountsWhatIsNoInstruction) {
  const Dockerfile file = parse_dockerfile("FROM a\nINCLUDE b\nFOO\n");
  EXPECT_EQ(file.unknown_count, 2u);
  EXPECT_EQ(file.unknown.begin, 7u);
}

TEST(Dockerfile, StopsAtTheLimit) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxInstructions; ++i) text += "USER a\n";
  const Dockerfile file = parse_dockerfile(text);
  EXPECT_TRUE(file.truncated);
  EXPECT_EQ(file.instructions.size(), kMaxInstructions);
}

TEST(Dockerfile, TellsExecFormFromShellForm) {
  struct {
    std::string_view arguments;
    bool exec;
    std::vector<std::string> words;
  } const cases[] = {
      {R"(["a", "b c"])", true, {"a", "b c"}},
      {R"([])", true, {}},
      {R"( [ "a" ] )", true, {"a"}},
      {R"(["\u0041\n\\"])", true, {"A\n\\"}},
      {R"(["\ud83d\ude00"])", true, {"\U0001F600"}},
      {R"(['a'])", false, {}},
      {R"(["a",])", false, {}},
      {R"(["a")", false, {}},
      {R"(["a"] b)", false, {}},
      {R"(["\x"])", false, {}},
      {R"([ -f x ] || y)", false, {}},
      {R"(a)", false, {}},
      {R"()", false, {}},
  };
  for (const auto& test : cases) {
    std::vector<Word> words;
    ASSERT_EQ(parse_exec_form(test.arguments, words), test.exec) << test.arguments;
    if (!test.exec) continue;
    std::vector<std::string> texts;
    for (const Word& word : words) texts.push_back(word.text);
    EXPECT_EQ(texts, test.words) << test.arguments;
  }
}

TEST(Dockerfile, IsToldByName) {
  for (std::string_view path :
       {"Dockerfile", "a/b/Dockerfile", "dockerfile", "Dockerfile.prod", "api.dockerfile",
        "api.Dockerfile", "Containerfile", "Dockerfile-slim", "Dockerfile_local",
        "Containerfile.dev", "x/Dockerfile.ubuntu-24.04"})
    EXPECT_TRUE(is_dockerfile(path)) << path;
  for (std::string_view path :
       {"", "Dockerfile.dockerignore", "Dockerfile.md", "Dockerfile.j2", "Dockerfiles",
        "Dockerfile/readme", "dockerfile_parser.py", "Dockerfile.py", "my-Dockerfile",
        "dockerfile-parser", "Dockerfile-parser.js"})
    EXPECT_FALSE(is_dockerfile(path)) << path;
}

/// What `path` names in the attributes of the first resource of that type and name, as text; lists
/// as
/// "[a, b]"; "missing".
std::string attribute(std::string_view text, std::string_view type, std::string_view path) {
  const Source source("Dockerfile", std::string(text));
  const ResourceFile file = read_dockerfile(source);
  for (const Resource& resource : file.resources) {
    if (resource.type != type) continue;
    const std::vector<const Value*> values = AttributePath::parse(path)->find(*resource.attributes);
    if (values.empty()) return "missing";
    if (values[0]->kind != Kind::kSequence) return std::string(values[0]->text);
    std::string list = "[";
    for (const Value* item : values[0]->items)
      list += (list.size() > 1 ? ", " : "") + std::string(item->text);
    return list + "]";
  }
  return "no resource";
}

TEST(DockerfileResources, HaveAttributes) {
  struct {
    std::string_view text;
    std::string_view type;
    std::string_view path;
    std::string_view expected;
  } const cases[] = {
      // As in Checkov.
      {"FROM alpine:3.20\n", "FROM", "value", "alpine:3.20"},
      {"FROM a\nRUN apt-get update \\\n && sudo x\n", "RUN", "value", "apt-get update  && sudo x"},
      {"FROM a\nRUN apt-get update \\\n && sudo x\n", "RUN", "content",
       "RUN apt-get update \\\n && sudo x"},
      // Images.
      {"FROM alpine:3.20\n", "FROM", "name", "alpine"},
      {"FROM alpine:3.20\n", "FROM", "tag", "3.20"},
      {"FROM host:5000/a/b\n", "FROM", "tag", "missing"},
      {"FROM host:5000/a/b\n", "FROM", "name", "host:5000/a/b"},
      {"FROM a:1@sha256:0\n", "FROM", "digest", "sha256:0"},
      {"ARG V=1\nFROM a:${V}-slim\n", "FROM", "tag", "1-slim"},
      {"ARG V=1\nARG W=$V.2\nFROM a:$W\n", "FROM", "tag", "1.2"},
      {"FROM a:${V:-3}\n", "FROM", "tag", "3"},
      {"ARG V=1\nFROM a${V:+:5}\n", "FROM", "tag", "5"},
      {"ARG I\nFROM ${I}\n", "FROM", "resolved", "false"},
      {"ARG I\nFROM ${I}/a\n", "FROM", "resolved", "true"},
      {"FROM a:${V\n", "FROM", "image", "a:${V"},
      {"FROM --platform=linux/arm64 a:1 AS x\n", "FROM", "flags.platform", "linux/arm64"},
      {"FROM --platform=linux/arm64 a:1 AS x\n", "FROM", "alias", "x"},
      {"FROM a:1 AS Base\nFROM base\n", "stage", "final", "false"},
      // Commands.
      {"FROM a\nRUN --mount=type=cache,target=/x --network=none a && b\n", "RUN", "commands",
       "[a, b]"},
      {"FROM a\nRUN --mount=type=cache,target=/x a\n", "RUN", "flags.mount",
       "type=cache,target=/x"},
      {"FROM a\nRUN [\"a\", \"b c\"]\n", "RUN", "arguments", "[a, b c]"},
      {"FROM a\nRUN [\"a\", \"b c\"]\n", "RUN", "form", "exec"},
      {"FROM a\nRUN [\"sh\", \"-c\", \"a; b\"]\n", "RUN", "commands", "[a, b]"},
      {"FROM a\nRUN <<EOF\na\nb\nEOF\n", "RUN", "commands", "[<<EOF, a, b]"},
      {"FROM a\nRUN <<EOF\na\nEOF\n", "RUN", "value", "<<EOF\na\n"},
      {"FROM a\nRUN python3 <<EOF\nimport os\nEOF\n", "RUN", "commands", "[python3 <<EOF]"},
      {"FROM a\nHEALTHCHECK --interval=5s CMD curl -f x\n", "HEALTHCHECK", "commands",
       "[curl -f x]"},
      {"FROM a\nONBUILD RUN a | b\n", "RUN", "pipelines", "[a | b]"},
      {"FROM a\nONBUILD RUN a | b\n", "RUN", "onbuild", "true"},
      {"FROM a\nONBUILD RUN a | b\n", "ONBUILD", "value", "RUN a | b"},
      // Variables.
      {"FROM a\nENV A=1 B=\"2 3\"\n", "ENV", "variables.B", "2 3"},
      {"FROM a\nENV A 1 2\n", "ENV", "variables.A", "1 2"},
      {"FROM a\nARG A=1\n", "variables", "value", "1"},
      {"FROM a\nARG A\n", "variables", "value", "missing"},
      {"FROM a\nARG A\n", "variables", "instruction", "ARG"},
      // Files, users, ports.
      {"FROM a\nADD --chown=x a b c/\n", "ADD", "sources", "[a, b]"},
      {"FROM a\nADD --chown=x a b c/\n", "ADD", "destination", "c/"},
      {"FROM a\nCOPY [\"a b\", \"c\"]\n", "COPY", "sources", "[a b]"},
      {"FROM a\nCOPY <<EOF /etc/x\nhi\nEOF\n", "COPY", "destination", "/etc/x"},
      {"FROM a\nUSER u:g\n", "USER", "user", "u"},
      {"FROM a\nUSER u:g\n", "USER", "group", "g"},
      {"FROM a\nEXPOSE 80 443/tcp\n", "EXPOSE", "ports", "[80, 443/tcp]"},
      // Stages.
      {"FROM a:1\nUSER u\nUSER v:g\n", "stage", "user", "v"},
      {"FROM a:1\n", "stage", "user", "missing"},
      {"FROM a:1 AS b\nUSER u\nFROM B\n", "dockerfile", "final_stage.user", "u"},
      {"FROM a:1 AS b\nFROM b\n", "dockerfile", "final_stage.image", "a:1"},
      {"FROM a:1\nONBUILD USER u\n", "stage", "user", "missing"},
      {"FROM a:1\nHEALTHCHECK CMD x\n", "stage", "healthcheck", "true"},
      {"FROM a:1\nHEALTHCHECK NONE\n", "stage", "healthcheck", "false"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(attribute(test.text, test.type, test.path), test.expected)
        << test.text << test.type << " " << test.path;
}

TEST(DockerfileResources, HaveStableNames) {
  const Source source("Dockerfile", "ARG V\nFROM a AS build\nRUN x\nENV K=1\nFROM b\nUSER u\n");
  std::vector<std::string> names;
  for (const Resource& resource : read_dockerfile(source).resources) names.push_back(resource.name);
  EXPECT_THAT(names, testing::ElementsAre("ARG.V", "ARG", "FROM.build", "RUN.build", "ENV.build.K",
                                          "ENV.build", "FROM.1", "USER.1", "stage.build", "stage.1",
                                          "dockerfile"));
}

TEST(DockerfileResources, BoundTheCommandsThatAreKept) {
  std::string text = "FROM a\nRUN ";
  for (int i = 0; i < 600'000; ++i) text += "x;";
  const Source source("Dockerfile", text);
  const ResourceFile file = read_dockerfile(source);
  ASSERT_EQ(file.notices.size(), 1u);
  EXPECT_EQ(file.notices[0].code, "dockerfile-too-long");
  EXPECT_TRUE(file.notices[0].incomplete);
}

TEST(DockerfileResources, BearHostileInput) {
  std::string stages;
  for (int i = 0; i < 50'000; ++i)
    stages += "FROM s" + std::to_string(i) + " AS s" + std::to_string(i + 1) + "\n";
  std::string heredocs = "RUN ";
  for (int i = 0; i < 100'000; ++i) heredocs += "<<E ";
  for (const std::string& text :
       {stages, heredocs, "RUN " + std::string(1'000'000, '['),
        "ENV " + std::string(1'000'000, '"'), "FROM " + std::string(1'000'000, '$'),
        std::string(1'000'000, '\\')}) {
    const Source source("Dockerfile", text);
    read_dockerfile(source);
  }
}

}  // namespace
}  // namespace scan::iac

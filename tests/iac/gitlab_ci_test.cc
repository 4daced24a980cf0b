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

std::string show(const Value& value) {
  if (value.kind != Kind::kSequence) return std::string(value.text);
  std::string list = "[";
  for (const Value* item : value.items) list += (list.size() > 1 ? ", " : "") + show(*item);
  return list + "]";
}

/// What `path` names in the attributes of the resource `name`.
std::string attribute(const std::string& text, std::string_view name, std::string_view path) {
  const Source source(".gitlab-ci.yml", text);
  const ResourceFile file = read_gitlab_ci(source);
  for (const Resource& resource : file.resources) {
    if (resource.name != name) continue;
    const std::vector<const Value*> values = AttributePath::parse(path)->find(*resource.attributes);
    return values.empty() ? "missing" : show(*values[0]);
  }
  return "no resource";
}

TEST(GitlabCi, HasAttributes) {
  const std::string base =
      ".base:\n  image: a:1\n  variables: {X: 1, Y: 2}\n  script: [one]\n"
      ".more:\n  tags: [t]\n  variables: {Y: 3}\n"
      "job:\n  extends: [.base, .more]\n  variables: {Z: 4}\n  before_script:\n    - !reference "
      "[.base, script]\n    - two && three\n";
  struct {
    std::string text;
    std::string_view name;
    std::string_view path;
    std::string_view expected;
  } const cases[] = {
      {"job:\n  script: make\n", "job.job", "script", "[make]"},
      {"job:\n  script: [a, [b, [c]]]\n", "job.job", "script", "[a, b, c]"},
      {"job:\n  script:\n    - a | b\n    - |\n      c\n      d # e\n", "job.job", "commands",
       "[a, b, c, d]"},
      {"job:\n  script:\n    - a | b\n    - c\n", "job.job", "pipelines", "[a | b, c]"},
      {"job:\n  script: a\n  allow_failure: true\n", "job.job", "allow_failure", "true"},
      {"job:\n  script: a\n", "job.job", "name", "job"},
      {".x: &x\n  image: a\njob:\n  <<: *x\n  script: b\n", "job.job", "image", "a"},
      {base, "job.job", "image", "a:1"},
      {base, "job.job", "tags", "[t]"},
      {base, "job.job", "variables.X", "1"},
      {base, "job.job", "variables.Y", "3"},
      {base, "job.job", "variables.Z", "4"},
      {base, "job.job", "before_script", "[one, two && three]"},
      {base, "job.job", "commands", "[one, one, two, three]"},
      {"a:\n  extends: b\n  tags: [t]\nb:\n  extends: a\n  image: i\n", "job.a", "image", "i"},
      {"a:\n  extends: missing\n  image: i\n", "job.a", "image", "i"},
      {"a:\n  script: [!reference [a, script]]\n", "job.a", "script", "[]"},
      {"a:\n  script: [!reference [no, script], b]\n", "job.a", "script", "[b]"},
      {"default:\n  image: {name: 'r:1', entrypoint: ['']}\n  before_script: [x]\n", "default",
       "commands", "[x]"},
      {"default:\n  image: {name: 'r:1', entrypoint: ['']}\n", "default.image.r", "tag", "1"},
      {"default:\n  image: {name: 'r:1', entrypoint: ['']}\n", "default.image.r", "role", "image"},
      {"image: r:1\n", "default.image.r", "tag", "1"},
      {"before_script: [x; y]\n", "default", "commands", "[x, y]"},
      {"job:\n  services: ['p:2', {name: q, alias: z}]\n", "job.job.service.p", "tag", "2"},
      {"job:\n  services: ['p:2', {name: q, alias: z}]\n", "job.job.service.q", "alias", "z"},
      {"variables:\n  A: b\n", "variable.A", "value", "b"},
      {"variables:\n  A: {value: b, description: c}\n", "variable.A", "value", "b"},
      {"job:\n  variables:\n    A: b\n", "job.job.variable.A", "value", "b"},
      {"include: /a.yml\n", "include./a.yml", "local", "/a.yml"},
      {"include:\n  - https://x/a.yml\n  - {project: p, ref: r, file: f}\n",
       "include.https://x/a.yml", "remote", "https://x/a.yml"},
      {"include:\n  - {project: p, ref: r, file: f}\n", "include.p", "ref", "r"},
      {"stages: [a]\nworkflow: {name: w}\n", "pipeline", "workflow.name", "w"},
      {"spec: {inputs: {i: ~}}\n---\njob:\n  script: make\n", "job.job", "script", "[make]"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(attribute(test.text, test.name, test.path), test.expected)
        << test.text << test.name << " " << test.path;
}

TEST(GitlabCi, KnowsWhereCommandsStand) {
  const std::string text =
      "job:\n  script:\n    - first && second\n    - |\n      third\n      third | fourth\n"
      "    - \"fifth \\\"quoted\\\"; sixth\"\n    - >\n      seventh\n      folded\n";
  const Source source(".gitlab-ci.yml", text);
  const ResourceFile file = read_gitlab_ci(source);
  std::vector<std::string> places;
  for (const Resource& resource : file.resources) {
    if (resource.type != "jobs") continue;
    for (const Value* command : resource.attributes->find("commands")->items)
      places.push_back(text.substr(command->span.begin, command->span.size()));
  }
  EXPECT_THAT(places, testing::ElementsAre("first", "second", "third", "third", "fourth",
                                           "\"fifth \\\"quoted\\\"; sixth\"", "sixth",
                                           testing::HasSubstr("seventh\n      folded")));
}

TEST(GitlabCi, IsToldByPath) {
  for (std::string_view path :
       {".gitlab-ci.yml", "a/.gitlab-ci.yaml", "backend.gitlab-ci.yml", ".gitlab/ci/test.yml",
        "x/.gitlab/ci/deep/test.yaml", ".gitlab-ci/build.yml"})
    EXPECT_TRUE(is_gitlab_ci(path)) << path;
  for (std::string_view path : {"", "gitlab-ci.md", ".gitlab/issue.yml", "docker-compose.yml",
                                "x.gitlab/ci/test.yml", ".gitlab-ci.yml.bak"})
    EXPECT_FALSE(is_gitlab_ci(path)) << path;
}

TEST(GitlabCi, NoticesWhatItCannotRead) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char level = 'b'; level < 'k'; ++level) {
    bomb += std::string(1, level) + ": &" + level + " [";
    for (int i = 0; i < 10; ++i)
      bomb += std::string(i > 0 ? ", *" : "*") + static_cast<char>(level - 1);
    bomb += "]\n";
  }
  for (const std::string& text :
       {std::string("job: [\n"), std::string("a: b: c\n"), std::string(100'000, '['), bomb}) {
    const Source source(".gitlab-ci.yml", text);
    const ResourceFile file = read_gitlab_ci(source);
    EXPECT_TRUE(file.resources.empty());
    ASSERT_EQ(file.notices.size(), 1u) << text.substr(0, 40);
    EXPECT_EQ(file.notices[0].code, "pipeline-invalid");
    EXPECT_TRUE(file.notices[0].incomplete);
  }
}

TEST(GitlabCi, BoundsWhatJobsShare) {
  std::string text = ".base: &base\n  script:\n";
  for (int i = 0; i < 1'000; ++i) text += "    - echo " + std::to_string(i) + "\n";
  for (int i = 0; i < 1'500; ++i) text += "job" + std::to_string(i) + ":\n  extends: .base\n";
  const Source source(".gitlab-ci.yml", text);
  const ResourceFile file = read_gitlab_ci(source);
  ASSERT_EQ(file.notices.size(), 1u);
  EXPECT_EQ(file.notices[0].code, "pipeline-too-large");
  EXPECT_TRUE(file.notices[0].incomplete);
}

TEST(GitlabCi, ReadsOddFiles) {
  for (const std::string& text :
       {std::string(), std::string("# nothing\n"), std::string("- a\n- b\n"),
        std::string("job: a\n"),
        std::string("include: [1, [2]]\nvariables: [a]\nimage: []\nservices: a\njob: {extends: {}, "
                    "script: {a: b}}\n"),
        std::string("default: a\nbefore_script: {}\n"),
        std::string("a: {extends: [a, a, [a]]}\n")}) {
    const Source source(".gitlab-ci.yml", text);
    EXPECT_TRUE(read_gitlab_ci(source).notices.empty()) << text;
  }
}

}  // namespace
}  // namespace scan::iac

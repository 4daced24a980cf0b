// The literal prefilter: how long it takes to build, and bytes a second on text like source code.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "text/literal_set.h"

namespace scan::text {
namespace {

// Words as secret rules have them for keywords: short, some of them everywhere in code.
std::vector<Literal> keywords(std::size_t count, Case case_mode) {
  const std::vector<std::string> first = {
      "akia",   "api",    "key",  "ghp_",  "secret", "token",      "xoxb", "AIza", "sk_live",
      "glpat-", "passwd", "auth", "slack", "stripe", "-----begin", "eyj",  "npm_", "hf_"};
  const std::vector<std::string> heads = {"data", "cloud", "air",  "bit",  "git", "snow",
                                          "mail", "open",  "form", "fast", "new", "side",
                                          "live", "easy",  "ship", "sum"};
  const std::vector<std::string> tails = {"dog",  "flare", "table", "bucket", "lab",   "flake",
                                          "gun",  "ai",    "io",    "ly",     "relic", "kiq",
                                          "chat", "post",  "po",    "up"};
  std::vector<Literal> literals;
  for (const std::string& word : first) literals.push_back({word, case_mode});
  for (const std::string& head : heads)
    for (const std::string& tail : tails) literals.push_back({head + tail, case_mode});
  std::mt19937 random(7);
  while (literals.size() < count) {
    std::string word;
    for (std::size_t length = 4 + random() % 6; word.size() < length;)
      word += "etaoinsrhldcumfpgwybvkxjqz_"[std::min(random() % 27, random() % 27)];
    literals.push_back({word, case_mode});
  }
  literals.resize(count);
  return literals;
}

std::string source_text() {
  const std::string sample =
      "class QuerySet(AltersData):\n"
      "    \"\"\"Represent a lazy database lookup for a set of objects.\"\"\"\n\n"
      "    def __init__(self, model=None, query=None, using=None, hints=None):\n"
      "        self.model = model\n"
      "        self._query = query or sql.Query(self.model)\n"
      "        for key, value in sorted(self.__dict__.items(), key=lambda item: item[0]):\n"
      "            if not isinstance(value, (list, tuple)) or value.api_version >= 3:\n"
      "                raise TypeError(\"Unsupported token type %s\" % type(value).__name__)\n"
      "        return hashlib.sha256(force_bytes(\"%s-%s\" % (salt, self.secret))).hexdigest()\n"
      "msgstr \"Une interface pour la gestion des donn\xc3\xa9"
      "es\"\n"
      "<div class=\"form-row{% if line.fields|length == 1 and line.errors %} errors{% endif "
      "%}\">\n";
  std::string text;
  for (int i = 0; text.size() < (4u << 20); ++i) {
    text += sample;
    text += "# block " + std::to_string(i) + "\n";
  }
  return text;
}

void BM_Build(benchmark::State& state) {
  const std::vector<Literal> literals =
      keywords(static_cast<std::size_t>(state.range(0)), Case::kInsensitive);
  for (auto _ : state) benchmark::DoNotOptimize(LiteralSet(literals));
}
BENCHMARK(BM_Build)->Arg(50)->Arg(400)->Arg(5000)->Unit(benchmark::kMicrosecond);

void BM_FindPresent(benchmark::State& state) {
  const LiteralSet set(keywords(static_cast<std::size_t>(state.range(0)),
                                state.range(1) != 0 ? Case::kInsensitive : Case::kSensitive));
  const std::string text = source_text();
  std::vector<std::uint64_t> present;
  for (auto _ : state) {
    set.find_present(text, present);
    benchmark::DoNotOptimize(present.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(BM_FindPresent)->ArgsProduct({{5, 50, 400, 5000}, {0, 1}})->Unit(benchmark::kMillisecond);

void BM_FindAll(benchmark::State& state) {
  const LiteralSet set(keywords(static_cast<std::size_t>(state.range(0)), Case::kInsensitive));
  const std::string text = source_text();
  std::vector<LiteralHit> hits;
  for (auto _ : state) {
    hits.clear();
    set.find_all(text, hits);
    benchmark::DoNotOptimize(hits.data());
  }
  state.counters["hits"] = static_cast<double>(hits.size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(BM_FindAll)->Arg(50)->Arg(400)->Arg(5000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scan::text

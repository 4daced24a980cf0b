// Records are parsed and reduced in batches on several threads, and collected in the order in which
// they were read.
#include "sca/index_build.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>
#include <thread>
#include <utility>

#include "base/mapped_file.h"
#include "base/ordered_tasks.h"
#include "sca/advisory_batch.h"
#include "sca/advisory_inputs.h"
#include "sca/exploitation.h"
#include "sca/index_builder.h"
#include "sca/osv_record.h"

namespace scan::sca {
namespace {

/// Of JSON: large enough that a thread is worth it and that texts pack well, small enough that some
/// of them do not matter.
constexpr std::size_t kBatchBytes = 1u << 20;

// Files that were read and not yet parsed.
struct Files {
  std::string bytes;
  std::vector<std::pair<std::string, std::size_t>> names;  // each with where its bytes end
};

struct Parsed {
  AdvisoryBatch batch;
  std::vector<Notice> notices;
};

Parsed parse(const Files& files) {
  Parsed parsed;
  OsvParser parser;
  std::size_t begin = 0;
  for (const auto& [name, end] : files.names) {
    const std::string_view json = std::string_view(files.bytes).substr(begin, end - begin);
    begin = end;
    const Result<OsvRecord> record = parser.parse(json);
    if (record.ok())
      parsed.batch.add(*record);
    else
      parsed.notices.push_back({.code = "advisory-invalid",
                                .message = record.error().message,
                                .path = name,
                                .incomplete = true});
  }
  parsed.batch.seal();
  return parsed;
}

// Reads all inputs into the builder. How many records there were.
Result<std::uint64_t> read_advisories(const std::vector<std::string>& paths, std::size_t threads,
                                      IndexBuilder& builder, std::vector<Notice>& notices) {
  std::uint64_t records = 0;
  base::OrderedTasks<Parsed> tasks(threads, [&](Parsed parsed) {
    records += parsed.batch.size();
    if (parsed.batch.size() > 0) builder.add(std::move(parsed.batch));
    std::ranges::move(parsed.notices, std::back_inserter(notices));
  });
  Files open;
  const auto flush = [&] {
    if (!open.names.empty())
      tasks.add([files = std::make_shared<const Files>(std::exchange(open, {}))] {
        return parse(*files);
      });
  };
  const Status read = for_each_advisory_file(paths, [&](const AdvisoryFile& file) {
    open.bytes.append(file.bytes);
    open.names.emplace_back(file.name, open.bytes.size());
    if (open.bytes.size() >= kBatchBytes) flush();
  });
  if (!read.ok()) return read.error();
  flush();
  tasks.finish();
  return records;
}

Status read_into(const std::string& path, Status (*read)(std::string_view, Exploitation&),
                 Exploitation& out) {
  if (path.empty()) return {};
  const Result<base::MappedFile> file = base::MappedFile::open(path);
  if (!file.ok()) return file.error();
  const Status done = read(file->bytes(), out);
  if (done.ok()) return {};
  Error error = done.error();
  error.path = path;
  return error;
}

}  // namespace

std::string last_part(const std::string& path) {
  const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  return (normal.has_filename() ? normal : normal.parent_path()).filename().string();
}

std::vector<std::string> input_names(const std::vector<IndexInput>& inputs,
                                     const AdvisoryBuildOptions& options) {
  std::set<std::string> names;
  for (const IndexInput& input : inputs) names.insert(input.name);
  for (const std::string& path : {options.epss, options.kev})
    if (!path.empty()) names.insert(last_part(path));
  return {names.begin(), names.end()};
}

Result<BuiltIndex> build_index(const std::vector<IndexInput>& inputs,
                               const AdvisoryBuildOptions& options) {
  const std::size_t threads =
      options.threads != 0 ? options.threads : std::max(std::thread::hardware_concurrency(), 1u);
  Exploitation exploitation;
  for (const auto& [path, read] :
       {std::pair{options.epss, &read_epss}, std::pair{options.kev, &read_kev}})
    if (Status known = read_into(path, read, exploitation); !known.ok()) return known.error();

  BuiltIndex built;
  IndexBuilder builder(threads);
  std::vector<std::string> paths;
  for (const IndexInput& input : inputs) paths.push_back(input.path);
  const Result<std::uint64_t> records =
      read_advisories(paths, threads, builder, built.status.notices);
  if (!records.ok()) return records.error();
  if (*records == 0) {
    const std::vector<Notice>& notices = built.status.notices;
    const std::string reason = notices.empty()
                                   ? "no .json file in it"
                                   : notices.front().path + ": " + notices.front().message;
    return Error{.code = ErrorCode::kInvalidData,
                 .message = "no advisory could be read: " + reason,
                 .path = paths.empty() ? "" : paths.front()};
  }
  for (const std::string& name : input_names(inputs, options)) builder.add_input(name);
  builder.set_exploitation(std::move(exploitation));
  builder.set_confirmed(options.confirmed);
  Result<std::string> bytes = builder.finish(built.status);
  if (!bytes.ok()) return std::move(bytes).error();
  built.bytes = *std::move(bytes);
  built.status.bytes = built.bytes.size();
  std::sort(built.status.notices.begin(), built.status.notices.end());
  return built;
}

}  // namespace scan::sca

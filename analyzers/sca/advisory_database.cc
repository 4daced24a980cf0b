// The public way to build and check an index (scan/advisory_database.h). Records are parsed and
// reduced in batches on several threads, and collected in the order in which they were read.
#include "scan/advisory_database.h"

#include <algorithm>
#include <filesystem>
#include <thread>
#include <utility>

#include "base/mapped_file.h"
#include "base/ordered_tasks.h"
#include "base/replace_file.h"
#include "sca/advisory_batch.h"
#include "sca/advisory_index.h"
#include "sca/advisory_inputs.h"
#include "sca/exploitation.h"
#include "sca/index_builder.h"
#include "sca/osv_record.h"

namespace scan {
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
  sca::AdvisoryBatch batch;
  std::vector<Notice> notices;
};

Parsed parse(const Files& files) {
  Parsed parsed;
  sca::OsvParser parser;
  std::size_t begin = 0;
  for (const auto& [name, end] : files.names) {
    const std::string_view json = std::string_view(files.bytes).substr(begin, end - begin);
    begin = end;
    const Result<sca::OsvRecord> record = parser.parse(json);
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
Result<std::uint64_t> read_advisories(const std::vector<std::string>& inputs, std::size_t threads,
                                      sca::IndexBuilder& builder, std::vector<Notice>& notices) {
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
  const Status read = sca::for_each_advisory_file(inputs, [&](const sca::AdvisoryFile& file) {
    open.bytes.append(file.bytes);
    open.names.emplace_back(file.name, open.bytes.size());
    if (open.bytes.size() >= kBatchBytes) flush();
  });
  if (!read.ok()) return read.error();
  flush();
  tasks.finish();
  return records;
}

// By their last parts, so that the same data in another place gives the same bytes.
std::string name_of(const std::string& input) {
  std::filesystem::path path = std::filesystem::path(input).lexically_normal();
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

Status read_into(const std::string& path, Status (*read)(std::string_view, sca::Exploitation&),
                 sca::Exploitation& out) {
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

Result<AdvisoryDatabaseStatus> build_advisory_database(const std::vector<std::string>& inputs,
                                                       const std::string& output,
                                                       const AdvisoryBuildOptions& options) {
  const std::size_t threads =
      options.threads != 0 ? options.threads : std::max(std::thread::hardware_concurrency(), 1u);
  sca::Exploitation exploitation;
  for (const auto& [path, read] :
       {std::pair{options.epss, &sca::read_epss}, std::pair{options.kev, &sca::read_kev}})
    if (Status known = read_into(path, read, exploitation); !known.ok()) return known.error();

  AdvisoryDatabaseStatus status;
  sca::IndexBuilder builder(threads);
  const Result<std::uint64_t> records = read_advisories(inputs, threads, builder, status.notices);
  if (!records.ok()) return records.error();
  if (*records == 0) {
    std::string reason = status.notices.empty()
                             ? "no .json file in it"
                             : status.notices.front().path + ": " + status.notices.front().message;
    return Error{.code = ErrorCode::kInvalidData,
                 .message = "no advisory could be read: " + reason,
                 .path = inputs.empty() ? "" : inputs.front()};
  }
  for (const std::string& input : inputs) builder.add_input(name_of(input));
  for (const std::string& input : {options.epss, options.kev})
    if (!input.empty()) builder.add_input(name_of(input));
  builder.set_exploitation(std::move(exploitation));
  builder.set_confirmed(options.confirmed);

  Result<std::string> bytes = builder.finish(status);
  if (!bytes.ok()) return std::move(bytes).error();
  status.bytes = bytes->size();
  if (Status written = base::replace_file(output, *bytes); !written.ok()) return written.error();
  std::sort(status.notices.begin(), status.notices.end());
  return status;
}

Result<AdvisoryDatabaseStatus> check_advisory_database(const std::string& path) {
  Result<sca::AdvisoryIndex> index = sca::AdvisoryIndex::open(path, sca::Verify::kAll);
  if (!index.ok()) return std::move(index).error();
  return index->status();
}

}  // namespace scan

// The list is downloaded before what it lists, so what changes meanwhile is met the next time. An
// export's archive may be older than its list: what it lacks is fetched one by one.
#include "sca/export_mirror.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/ascii.h"
#include "base/replace_file.h"
#include "sca/ecosystem.h"
#include "sca/export_list.h"
#include "sca/osv_record.h"

namespace scan::sca {
namespace {

namespace fs = std::filesystem;
using network::Freshness;

/// More changed records than this are cheaper to get as an archive.
constexpr std::size_t kMostSingleRecords = 500;
/// So many may an archive lack of what is listed: the changes of some days.
constexpr std::size_t kMostLackingRecords = 5000;
constexpr std::string_view kAllEcosystems = "all";

Result<std::string> text_at(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{.code = ErrorCode::kIo, .message = "cannot be read", .path = path};
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

void remove_all(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

// It becomes a folder's name and a part of a URL.
bool is_ecosystem(std::string_view name) {
  return !name.empty() && name.size() <= 100 && name.front() != '.' &&
         std::ranges::all_of(name, [](char c) {
           return base::is_alphanumeric(c) ||
                  std::string_view(" .-_:+~").find(c) != std::string_view::npos;
         });
}

std::string encoded(std::string_view name) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string url;
  for (const char c : name) {
    if (base::is_alphanumeric(c) || std::string_view("-._~/:").find(c) != std::string_view::npos) {
      url.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      url.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return url;
}

Error not_sound(std::string message, const std::string& path) {
  return {.code = ErrorCode::kInvalidData, .message = std::move(message), .path = path};
}

}  // namespace

std::string ExportMirror::folder_of(const std::string& ecosystem) const {
  return options_.folder + "/" + ecosystem;
}

std::vector<std::string> ExportMirror::inputs_of(const std::string& ecosystem) const {
  std::vector<std::string> inputs = {folder_of(ecosystem) + "/all.zip"};
  const std::string changed = folder_of(ecosystem) + "/changed";
  std::error_code ignored;
  if (fs::exists(changed, ignored)) inputs.push_back(changed);
  return inputs;
}

Result<Freshness> ExportMirror::get(const std::string& name, const std::string& path) {
  const auto tell = [&](std::uint64_t done, std::uint64_t total) {
    if (options_.on_progress) options_.on_progress({.step = name, .bytes = done, .total = total});
  };
  tell(0, 0);
  return downloader_.get(options_.source + "/" + encoded(name), path, tell);
}

Result<std::vector<std::string>> ExportMirror::ecosystems() {
  const bool all = options_.ecosystems == std::vector{std::string(kAllEcosystems)};
  std::vector<std::string> names = options_.ecosystems;
  if (names.empty() || all) {
    const std::string path = options_.folder + "/ecosystems.txt";
    const Result<Freshness> got = get("ecosystems.txt", path);
    if (!got.ok()) {
      Error error = got.error();
      if (error.code == ErrorCode::kNotFound)
        error.hint = "`--ecosystems` names those of a mirror that has no list of them";
      return error;
    }
    const Result<std::string> text = text_at(path);
    if (!text.ok()) return text.error();
    names.clear();
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
      const std::string_view name = base::trimmed(line);
      // A release is part of the archive of its ecosystem.
      if (name.empty() || name.find(':') != name.npos) continue;
      if (all || find_ecosystem(name) != nullptr) names.emplace_back(name);
    }
    if (names.empty()) return not_sound("it names no ecosystem that is known", path);
  }
  for (const std::string& name : names)
    if (!is_ecosystem(name))
      return Error{.code = ErrorCode::kInvalidArgument,
                   .message = "`" + name + "` is no ecosystem's name"};
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Result<bool> ExportMirror::get_archive(const std::string& ecosystem) {
  const std::string path = folder_of(ecosystem) + "/all.zip";
  const Result<Freshness> got = get(ecosystem + "/all.zip", path);
  if (!got.ok()) {
    Error error = got.error();
    if (error.code == ErrorCode::kNotFound && error.path.ends_with(".zip"))
      error.hint = "the source has no ecosystem `" + ecosystem + "`";
    return error;
  }
  if (*got == Freshness::kUnchanged) return false;
  ++archives_;
  return true;
}

Status ExportMirror::get_records(const std::string& ecosystem,
                                 const std::vector<std::string>& ids) {
  const std::string folder = folder_of(ecosystem) + "/changed";
  std::error_code failure;
  fs::create_directories(folder, failure);
  OsvParser parser;
  for (const std::string& id : ids) {
    const std::string path = folder + "/" + id + ".json";
    const Result<Freshness> got = get(ecosystem + "/" + id + ".json", path);
    if (!got.ok()) return got.error();
    const Result<std::string> text = text_at(path);
    if (!text.ok()) return text.error();
    const Result<OsvRecord> record = parser.parse(*text);
    if (!record.ok() || record->id != id) {
      remove_all(path);
      remove_all(path + ".http");
      return not_sound(
          record.ok() ? "it is the record `" + record->id + "`" : record.error().message,
          options_.source + "/" + ecosystem + "/" + id + ".json");
    }
    ++records_;
  }
  return {};
}

// A mirror that has archives only.
Result<bool> ExportMirror::update_without_list(const std::string& ecosystem) {
  Result<bool> changed = get_archive(ecosystem);
  if (!changed.ok()) return changed;
  remove_all(folder_of(ecosystem) + "/applied.csv");
  const std::string singles = folder_of(ecosystem) + "/changed";
  std::error_code ignored;
  if (!*changed && !fs::exists(singles, ignored)) return false;
  remove_all(singles);
  return true;
}

Status ExportMirror::get_what_archive_lacks(const std::string& ecosystem, const std::string& list) {
  const std::string path = folder_of(ecosystem) + "/all.zip";
  const Result<ExportList> listed = read_export_list(list);
  const Result<ExportList> there = list_archive(path);
  const auto drop = [&] {  // so that it is not taken for the newest the next time
    remove_all(path);
    remove_all(path + ".http");
  };
  if (!listed.ok()) return listed.error();
  if (!there.ok()) {
    drop();
    return there.error();
  }
  std::vector<std::string> lacking = newer_ids(*listed, *there);
  if (lacking.size() > kMostLackingRecords || lacking.size() == listed->size()) {
    drop();
    return not_sound("the archive lacks " + std::to_string(lacking.size()) + " of " +
                         std::to_string(listed->size()) + " records of the source's list",
                     options_.source + "/" + ecosystem + "/all.zip");
  }
  return get_records(ecosystem, lacking);
}

Result<bool> ExportMirror::update(const std::string& ecosystem) {
  const std::string folder = folder_of(ecosystem);
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return Error{.code = ErrorCode::kIo, .message = failure.message(), .path = folder};

  const Result<Freshness> got = get(ecosystem + "/modified_id.csv", folder + "/listed.csv");
  if (!got.ok() && got.error().code == ErrorCode::kNotFound && got.error().path.ends_with(".csv"))
    return update_without_list(ecosystem);
  if (!got.ok()) return got.error();
  const Result<std::string> text = text_at(folder + "/listed.csv");
  if (!text.ok()) return text.error();
  Result<ExportList> listed = read_export_list(*text);
  if (!listed.ok()) {
    remove_all(folder + "/listed.csv.http");
    Error error = listed.error();
    error.path = options_.source + "/" + ecosystem + "/modified_id.csv";
    return error;
  }

  const std::string applied_path = folder + "/applied.csv";
  const bool has_archive = fs::exists(folder + "/all.zip", failure);
  const Result<std::string> applied_text = text_at(applied_path);
  if (has_archive && applied_text.ok()) {
    if (*applied_text == *text) return false;
    const Result<ExportList> applied = read_export_list(*applied_text);
    const std::vector<std::string> newer =
        applied.ok() ? newer_ids(*listed, *applied) : std::vector<std::string>{};
    // What is gone from the list is gone from a new archive only.
    if (applied.ok() && has_all_ids(*listed, *applied) && newer.size() <= kMostSingleRecords) {
      const Status records = get_records(ecosystem, newer);
      if (records.ok()) {
        const Status noted = base::replace_file(applied_path, *text);
        return noted.ok() ? Result<bool>(true) : Result<bool>(noted.error());
      }
      if (records.error().code != ErrorCode::kNotFound) return records.error();
    }
  }

  remove_all(applied_path);
  Result<bool> archive = get_archive(ecosystem);
  if (!archive.ok()) return archive;
  remove_all(folder + "/changed");
  if (Status whole = get_what_archive_lacks(ecosystem, *text); !whole.ok()) {
    // Gone between the list and now: the next list says so.
    if (whole.error().code != ErrorCode::kNotFound) return whole.error();
  }
  if (Status noted = base::replace_file(applied_path, *text); !noted.ok()) return noted.error();
  return true;
}

}  // namespace scan::sca

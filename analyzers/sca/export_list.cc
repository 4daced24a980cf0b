#include "sca/export_list.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "sca/advisory_inputs.h"
#include "sca/iso_time.h"

namespace scan::sca {
namespace {

// It becomes a file's name.
bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 200 && text.front() != '.' &&
         std::ranges::all_of(text, [](char c) {
           return base::is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == ':';
         });
}

}  // namespace

Result<ExportList> read_export_list(std::string_view csv) {
  ExportList list;
  std::size_t number = 0;
  while (!csv.empty()) {
    const std::string_view line = base::trimmed(csv.substr(0, csv.find('\n')));
    csv.remove_prefix(std::min(csv.find('\n'), csv.size() - 1) + 1);
    ++number;
    if (line.empty()) continue;
    const std::size_t comma = line.find(',');
    const std::string_view place = comma == line.npos ? "" : line.substr(comma + 1);
    const std::string_view id = place.substr(place.rfind('/') + 1);
    const std::optional<std::int64_t> time = parse_iso_time(line.substr(0, comma));
    if (!time || !is_id(id))
      return Error{.code = ErrorCode::kInvalidData,
                   .message = "line " + std::to_string(number) +
                              " of the list of modified records is not `TIME,ID`"};
    list.insert_or_assign(std::string(id), *time);
  }
  return list;
}

std::vector<std::string> newer_ids(const ExportList& list, const ExportList& than) {
  std::vector<std::string> ids;
  for (const auto& [id, time] : list) {
    const auto known = than.find(id);
    if (known == than.end() || known->second < time) ids.push_back(id);
  }
  return ids;
}

bool has_all_ids(const ExportList& list, const ExportList& of) {
  return std::ranges::all_of(of, [&](const auto& entry) { return list.contains(entry.first); });
}

Result<ExportList> list_archive(const std::string& path) {
  ExportList list;
  simdjson::dom::parser parser;
  const Status read = for_each_advisory_file({path}, [&](const AdvisoryFile& file) {
    simdjson::dom::element root;
    std::string_view id, modified;
    if (parser.parse(file.bytes.data(), file.bytes.size()).get(root) || root["id"].get(id) ||
        root["modified"].get(modified))
      return;  // told by the build
    std::int64_t& time = list[std::string(id)];
    time = std::max(time, parse_iso_time(modified).value_or(0));
  });
  if (!read.ok()) return read.error();
  return list;
}

}  // namespace scan::sca

// Read-only, and only what RPM makes of each format: https://www.sqlite.org/fileformat2.html; ndb
// as lib/backend/ndb/rpmpkg.c has it; Berkeley DB's hash as dbinc/db_page.h does. A page is visited
// once, so pages that lead in a circle end.
#include "sca/installed/rpm_databases.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "sca/installed/byte_reader.h"

namespace scan::sca {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSqliteMagic = "SQLite format 3\0"sv;
constexpr std::string_view kNdbMagic = "RpmP"sv;
constexpr std::uint64_t kHashMagic = 0x061561;
constexpr std::uint64_t kMaxBlob = 64u << 20;

class Sqlite {
 public:
  explicit Sqlite(std::string_view bytes) : bytes_(bytes) {
    page_size_ = number_at(bytes, 16, 2, ByteOrder::kBig);
    if (page_size_ == 1) page_size_ = 65536;
    const std::uint64_t reserved = number_at(bytes, 20, 1, ByteOrder::kBig);
    usable_ = page_size_ - std::min(reserved, page_size_);
  }

  RpmHeaders read() {
    if (page_size_ < 512 || (page_size_ & (page_size_ - 1)) != 0 || usable_ < 480) {
      headers_.damaged = true;
      return std::move(headers_);
    }
    seen_.assign(bytes_.size() / page_size_ + 2, false);
    std::uint64_t root = 0;
    // sqlite_schema: type, name, tbl_name, rootpage, sql
    walk(1, [&](std::string_view record) {
      std::vector<std::string_view> columns = columns_of(record);
      if (columns.size() >= 4 && columns[0] == "table" && columns[1] == "Packages")
        root = number_at(columns[3], 0, columns[3].size(), ByteOrder::kBig);
    });
    if (root == 0) headers_.damaged = true;
    // hnum, blob
    walk(root, [&](std::string_view record) {
      std::vector<std::string_view> columns = columns_of(record);
      if (columns.size() >= 2)
        headers_.blobs.emplace_back(columns[1]);
      else
        headers_.damaged = true;
    });
    return std::move(headers_);
  }

 private:
  static std::uint64_t take_varint(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (int i = 0; i < 9 && !bytes.empty(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      if (i == 8) return value << 8 | byte;
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0) break;
    }
    return value;
  }

  std::string_view page(std::uint64_t number) const {
    return number == 0 || number > bytes_.size() / page_size_
               ? std::string_view()
               : bytes_.substr((number - 1) * page_size_, page_size_);
  }

  // Each once. False when the page is not there, or was met before.
  bool visit(std::uint64_t number) {
    if (page(number).empty() || seen_[number]) {
      headers_.damaged = true;
      return false;
    }
    return seen_[number] = true;
  }

  template <typename OnRecord>
  void walk(std::uint64_t root, OnRecord on_record) {
    std::vector<std::uint64_t> left = {root};
    while (!left.empty()) {
      const std::uint64_t number = left.back();
      left.pop_back();
      if (number == 0 || !visit(number)) continue;
      const std::string_view bytes = page(number);
      const std::uint64_t begin = number == 1 ? 100 : 0;
      const std::uint64_t type = number_at(bytes, begin, 1, ByteOrder::kBig);
      const std::uint64_t cells = number_at(bytes, begin + 3, 2, ByteOrder::kBig);
      constexpr std::uint64_t kInterior = 5, kLeaf = 13;
      if (type != kInterior && type != kLeaf) {
        headers_.damaged = true;
        continue;
      }
      const std::uint64_t pointers = begin + (type == kInterior ? 12 : 8);
      if (type == kInterior) left.push_back(number_at(bytes, begin + 8, 4, ByteOrder::kBig));
      for (std::uint64_t i = cells; i-- > 0;) {
        const std::uint64_t index = type == kInterior ? i : cells - 1 - i;
        std::string_view cell =
            bytes_at(bytes, number_at(bytes, pointers + 2 * index, 2, ByteOrder::kBig), page_size_);
        if (type == kInterior)
          left.push_back(number_at(cell, 0, 4, ByteOrder::kBig));
        else if (const std::optional<std::string> record = payload(cell))
          on_record(*record);
      }
    }
  }

  // A cell's content, which may go on in pages of its own.
  std::optional<std::string> payload(std::string_view cell) {
    const std::uint64_t size = take_varint(cell);
    take_varint(cell);  // the row's number
    const std::uint64_t most = usable_ - 35;
    std::uint64_t here = size;
    if (size > most) {
      const std::uint64_t least = (usable_ - 12) * 32 / 255 - 23;
      here = least + (size - least) % (usable_ - 4);
      if (here > most) here = least;
    }
    if (size > kMaxBlob || cell.size() < here) {
      headers_.damaged = true;
      return std::nullopt;
    }
    std::string content(cell.substr(0, here));
    std::uint64_t next = number_at(cell, here, 4, ByteOrder::kBig);
    while (content.size() < size) {
      if (!visit(next)) return std::nullopt;
      const std::string_view overflow = page(next);
      next = number_at(overflow, 0, 4, ByteOrder::kBig);
      content += overflow.substr(4, std::min(usable_ - 4, size - content.size()));
    }
    return content;
  }

  // The columns of a record, each as the bytes that it is stored in.
  static std::vector<std::string_view> columns_of(std::string_view record) {
    std::string_view header = record;
    const std::uint64_t header_size = take_varint(header);
    if (header_size > record.size()) return {};
    header = header.substr(
        0, header_size - std::min<std::uint64_t>(header_size, record.size() - header.size()));
    std::string_view body = record.substr(header_size);
    std::vector<std::string_view> columns;
    while (!header.empty()) {
      constexpr std::array<std::uint64_t, 12> kSizes = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
      const std::uint64_t type = take_varint(header);
      const std::uint64_t size = type < kSizes.size() ? kSizes[type] : (type - 12) / 2;
      columns.push_back(body.substr(0, size));
      if (size > body.size()) return {};
      body.remove_prefix(size);
    }
    return columns;
  }

  std::string_view bytes_;
  std::uint64_t page_size_ = 0;
  std::uint64_t usable_ = 0;
  std::vector<bool> seen_;
  RpmHeaders headers_;
};

// A table of slots at the begin, each of which says where a blob is.
RpmHeaders read_ndb(std::string_view bytes) {
  constexpr std::uint64_t kPage = 4096, kSlot = 16, kBlock = 16, kBlobHeader = 16;
  constexpr ByteOrder kOrder = ByteOrder::kLittle;
  RpmHeaders headers;
  const std::uint64_t pages = number_at(bytes, 12, 4, kOrder);
  const std::uint64_t end = std::min<std::uint64_t>(pages * kPage, bytes.size());
  headers.damaged = pages == 0 || pages * kPage > bytes.size();
  std::uint64_t copied = 0;
  for (std::uint64_t slot = 2 * kSlot; slot + kSlot <= end; slot += kSlot) {
    if (bytes.substr(slot, 4) != "Slot") {
      headers.damaged = true;
      break;
    }
    const std::uint64_t package = number_at(bytes, slot + 4, 4, kOrder);
    if (package == 0) continue;  // free
    const std::uint64_t blob = number_at(bytes, slot + 8, 4, kOrder) * kBlock;
    const std::uint64_t size = number_at(bytes, blob + 12, 4, kOrder);
    const std::string_view content = bytes_at(bytes, blob + kBlobHeader, size);
    copied += content.size();
    // Blobs do not overlap; slots that say so would multiply them.
    if (bytes_at(bytes, blob, 4) != "BlbS" || number_at(bytes, blob + 4, 4, kOrder) != package ||
        content.size() != size || copied > bytes.size()) {
      headers.damaged = true;
      continue;
    }
    headers.blobs.emplace_back(content);
  }
  return headers;
}

class BerkeleyHash {
 public:
  BerkeleyHash(std::string_view bytes, ByteOrder order) : bytes_(bytes), order_(order) {}

  RpmHeaders read() {
    page_size_ = number_at(bytes_, 20, 4, order_);
    if (page_size_ < 512 || page_size_ > 65536) {
      headers_.damaged = true;
      return std::move(headers_);
    }
    const std::uint64_t pages = bytes_.size() / page_size_;
    headers_.damaged = number_at(bytes_, 32, 4, order_) >= pages;
    seen_.assign(pages, false);
    constexpr std::uint64_t kUnsorted = 2, kSorted = 13;
    for (std::uint64_t i = 1; i < pages; ++i) {
      const std::uint64_t type = number_at(page(i), 25, 1, order_);
      if (type == kUnsorted || type == kSorted) read_page(page(i));
    }
    return std::move(headers_);
  }

 private:
  std::string_view page(std::uint64_t number) const {
    return bytes_at(bytes_, number * page_size_, page_size_);
  }

  // Keys and values in turn; what is long lies in pages of its own.
  void read_page(std::string_view page) {
    constexpr std::uint64_t kHeader = 26, kInline = 1, kApart = 3;
    const std::uint64_t entries = number_at(page, 20, 2, order_);
    std::uint64_t end = page_size_;  // items are stored from the end
    for (std::uint64_t i = 0; i < entries; ++i) {
      const std::uint64_t offset = number_at(page, kHeader + 2 * i, 2, order_);
      const std::string_view item =
          offset < end ? page.substr(offset, end - offset) : std::string_view();
      if (offset != 0) end = offset;
      if (i % 2 == 0 || item.empty()) continue;
      const std::uint64_t type = number_at(item, 0, 1, order_);
      constexpr std::size_t kLeastHeader = 16;
      if (type == kApart) {
        read_chain(number_at(item, 4, 4, order_), number_at(item, 8, 4, order_));
      } else if (type == kInline && item.size() > kLeastHeader) {
        headers_.blobs.emplace_back(item.substr(1));
      }  // else the counter of packages
    }
  }

  void read_chain(std::uint64_t number, std::uint64_t size) {
    std::string blob;
    while (number != 0 && blob.size() < size) {
      const std::string_view part = page(number);
      constexpr std::uint64_t kHeader = 26, kOverflow = 7;
      if (number >= seen_.size() || seen_[number] || number_at(part, 25, 1, order_) != kOverflow)
        break;
      seen_[number] = true;
      blob += bytes_at(part, kHeader, number_at(part, 22, 2, order_));
      number = number_at(part, 16, 4, order_);
    }
    if (blob.size() < size)
      headers_.damaged = true;
    else
      headers_.blobs.push_back(blob.substr(0, size));
  }

  std::string_view bytes_;
  ByteOrder order_;
  std::uint64_t page_size_ = 0;
  std::vector<bool> seen_;
  RpmHeaders headers_;
};

std::optional<ByteOrder> hash_order(std::string_view head) {
  for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig})
    if (number_at(head, 12, 4, order) == kHashMagic) return order;
  return std::nullopt;
}

}  // namespace

bool is_rpm_database(std::string_view head) {
  return head.starts_with(kSqliteMagic) || head.starts_with(kNdbMagic) || hash_order(head);
}

RpmHeaders read_rpm_database(std::string_view bytes) {
  if (bytes.starts_with(kSqliteMagic)) return Sqlite(bytes).read();
  if (bytes.starts_with(kNdbMagic)) return read_ndb(bytes);
  if (const std::optional<ByteOrder> order = hash_order(bytes))
    return BerkeleyHash(bytes, *order).read();
  return {.damaged = true};
}

}  // namespace scan::sca

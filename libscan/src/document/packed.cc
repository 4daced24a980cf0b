// Values in the order of the text, a mapping's after their keys. Numbers have seven bits a byte,
// the lowest first, and are mostly small: an offset is the distance from the one before. A string
// is a part of the text, near its value's begin, or follows itself where it is written with
// escapes.
#include "document/packed.h"

#include <bit>
#include <cassert>
#include <cstdint>

#include "document/parsers.h"

namespace scan::document {
namespace {

// Beside the kind, in a value's first byte.
constexpr unsigned kKindMask = 7;
constexpr unsigned kTrue = 8;
constexpr unsigned kTagged = 16;

bool is_number(Kind kind) { return kind == Kind::kInt || kind == Kind::kFloat; }

std::uint64_t zigzag(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

class Packer {
 public:
  explicit Packer(const Document& document) : text_(document.text()) {
    put(document.roots().size());
    for (const Value* root : document.roots()) put_value(*root);
  }
  std::string take() { return std::move(out_); }

 private:
  void put(std::uint64_t number) {
    for (; number >= 128; number >>= 7) out_.push_back(static_cast<char>(number | 128));
    out_.push_back(static_cast<char>(number));
  }
  void put_distance(std::uint64_t from, std::uint64_t to) {
    put(zigzag(static_cast<std::int64_t>(to) - static_cast<std::int64_t>(from)));
  }
  void put_span(Span span) {
    put_distance(last_, span.begin);
    put(span.size());
    last_ = span.begin;
  }
  void put_string(std::string_view string, Span place) {
    const std::size_t at = text_.substr(0, place.end).find(string, place.begin);
    const bool stands_there = at != text_.npos;
    put(string.size() << 1 | (stands_there ? 1 : 0));
    if (stands_there)
      put(at - place.begin);
    else
      out_ += string;
  }
  // The depth is bounded by that of documents.
  void put_value(const Value& value);

  const std::string_view text_;
  std::string out_;
  std::uint64_t last_ = 0;
};

void Packer::put_value(const Value& value) {
  out_.push_back(static_cast<char>(static_cast<unsigned>(value.kind) | (value.boolean ? kTrue : 0) |
                                   (value.tag.empty() ? 0 : kTagged)));
  put_span(value.span);
  if (!value.tag.empty()) put_string(value.tag, {});
  if (value.is_scalar()) put_string(value.text, value.span);
  if (is_number(value.kind)) {
    put(zigzag(value.integer));
    put(std::bit_cast<std::uint64_t>(value.number));
  }
  if (value.kind == Kind::kSequence) put(value.items.size());
  for (const Value* item : value.items) put_value(*item);
  if (value.kind == Kind::kMapping) put(value.members.size());
  for (const Member& member : value.members) {
    put_span(member.key_span);
    put_string(member.key, member.key_span);
    put_value(*member.value);
  }
}

class Unpacker {
 public:
  Unpacker(std::string_view packed, std::string_view text, TreeBuilder& builder)
      : packed_(packed), text_(text), builder_(builder) {}

  void read() {
    for (std::uint64_t roots = number(); roots > 0; --roots) read_value();
    assert(at_ == packed_.size());
  }

 private:
  std::uint8_t byte() {
    assert(at_ < packed_.size());
    return static_cast<std::uint8_t>(packed_[at_++]);
  }
  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t part = byte();
      number |= std::uint64_t{part & 127u} << shift;
      if (part < 128) return number;
    }
  }
  Span span() {
    last_ += static_cast<std::uint64_t>(unzigzag(number()));
    const std::uint64_t size = number();
    return {static_cast<std::uint32_t>(last_), static_cast<std::uint32_t>(last_ + size)};
  }
  std::string_view string(Span place) {
    const std::uint64_t head = number();
    const std::size_t size = head >> 1;
    if ((head & 1) != 0) return text_.substr(place.begin + number(), size);
    at_ += size;
    return packed_.substr(at_ - size, size);
  }
  void read_value();
  void read_children(Kind kind);

  const std::string_view packed_;
  const std::string_view text_;
  TreeBuilder& builder_;
  std::size_t at_ = 0;
  std::uint64_t last_ = 0;
};

void Unpacker::read_value() {
  const unsigned head = byte();
  const auto kind = static_cast<Kind>(head & kKindMask);
  const Span place = span();
  const std::string_view tag = (head & kTagged) != 0 ? string({}) : std::string_view();
  if (kind == Kind::kSequence || kind == Kind::kMapping) {
    [[maybe_unused]] const bool opened = builder_.open(kind, place.begin, tag);
    assert(opened);
    read_children(kind);
    builder_.close(place.end);
    return;
  }
  Value* value = builder_.scalar(kind, place);
  value->boolean = (head & kTrue) != 0;
  value->tag = tag;
  value->text = string(place);
  if (is_number(kind)) {
    value->integer = unzigzag(number());
    value->number = std::bit_cast<double>(number());
  }
  builder_.add(value);
}

void Unpacker::read_children(Kind kind) {
  for (std::uint64_t count = number(); count > 0; --count) {
    if (kind == Kind::kMapping) {
      const Span place = span();
      builder_.key(string(place), place);
    }
    read_value();
  }
}

}  // namespace

std::string pack(const Document& document) { return Packer(document).take(); }

void unpack(std::string_view packed, std::string_view text, TreeBuilder& builder) {
  Unpacker(packed, text, builder).read();
}

}  // namespace scan::document

#include "source/inflater.h"

#include <algorithm>
#include <limits>

namespace scan::source {

void Inflater::End::operator()(z_stream* stream) const {
  ::inflateEnd(stream);
  delete stream;
}

Inflater::Inflater() : stream_(new z_stream{}) { ready_ = ::inflateInit(stream_.get()) == Z_OK; }

void Inflater::begin(std::string_view input) {
  constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
  valid_ = ready_ && ::inflateReset(stream_.get()) == Z_OK;
  ended_ = false;
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream_->avail_in = static_cast<uInt>(std::min(input.size(), kMost));
}

std::size_t Inflater::fill(std::span<char> out) {
  stream_->next_out = reinterpret_cast<Bytef*>(out.data());
  stream_->avail_out = static_cast<uInt>(out.size());
  while (valid_ && !ended_ && stream_->avail_out > 0) {
    const int status = ::inflate(stream_.get(), Z_NO_FLUSH);
    ended_ = status == Z_STREAM_END;
    valid_ = status == Z_OK || ended_;
  }
  return out.size() - stream_->avail_out;
}

bool Inflater::ends() {
  char more = 0;
  return fill({&more, 1}) == 0 && ended_;
}

bool WholeInflater::inflate(std::string_view input, std::size_t size, std::string& out) {
  out.resize(size);
  // Without a place to tell the size at, another size is an error.
  return state_ != nullptr &&
         ::libdeflate_zlib_decompress_ex(state_.get(), input.data(), input.size(), out.data(), size,
                                         &consumed_, nullptr) == LIBDEFLATE_SUCCESS;
}

}  // namespace scan::source

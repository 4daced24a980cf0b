// Bytes count from 0, columns from 1 and in UTF-16 units; only a Source turns one into the other.
// error: could not convert .*Span
#include "scan/source.h"

scan::Region place(const scan::Source& source, scan::Span span) {
#ifdef MUST_NOT_COMPILE
  (void)source;
  return span;
#else
  return source.region(span);
#endif
}

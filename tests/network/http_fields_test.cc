#include "network/http_fields.h"

#include <gtest/gtest.h>

namespace scan::network {
namespace {

TEST(AnswerFields, AreThoseOfTheLastAnswer) {
  AnswerFields fields;
  fields.version.url = "https://a";
  for (const char* line :
       {"HTTP/1.1 302 Found\r\n", "ETag: \"of the redirection\"\r\n", "Retry-After: 9\r\n", "\r\n",
        "HTTP/2 206\r\n", "etag:  \"x\" \r\n", "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n",
        "CONTENT-RANGE: bytes 100-199/200\r\n", "no field\r\n"})
    fields.add_line(line);
  EXPECT_EQ(fields.version.url, "https://a");
  EXPECT_EQ(fields.version.etag, "\"x\"");
  EXPECT_EQ(fields.version.last_modified, "Mon, 01 Jan 2024 00:00:00 GMT");
  EXPECT_EQ(fields.range_begin, 100);
  EXPECT_EQ(fields.retry_after, -1);
  fields.add_line("Retry-After: 7");
  EXPECT_EQ(fields.retry_after, 7);
  fields.add_line("Retry-After: Mon, 01 Jan 2024 00:00:00 GMT");
  EXPECT_EQ(fields.retry_after, -1);
  fields.add_line("Content-Range: bytes */200");
  EXPECT_EQ(fields.range_begin, -1);
}

TEST(Version, IsKeptAsTextAndConditions) {
  const Version version{.url = "https://a", .etag = "\"x\"", .last_modified = "Mon"};
  const Version read = Version::from_text(version.to_text());
  EXPECT_EQ(read.url, version.url);
  EXPECT_EQ(read.etag, version.etag);
  EXPECT_EQ(read.last_modified, version.last_modified);
  EXPECT_EQ(version.range_condition(), "\"x\"");
  // A weak tag says nothing about bytes.
  const Version weak{.url = {}, .etag = "W/\"x\"", .last_modified = "Mon"};
  EXPECT_EQ(weak.range_condition(), "Mon");
  EXPECT_EQ(Version::from_text("nonsense").range_condition(), "");
}

}  // namespace
}  // namespace scan::network

// What a layer covers of the layers below it.
#include "source/layer_contents.h"

#include <gtest/gtest.h>

namespace scan::source {
namespace {

using Kind = ArchiveEntry::Kind;

LayerContents contents(std::initializer_list<ArchiveEntry> entries) {
  LayerContents contents;
  for (const ArchiveEntry& entry : entries) contents.add(entry);
  contents.finish();
  return contents;
}

TEST(LayerContents, CoverWhatTheyReplaceAndRemove) {
  const LayerContents layer = contents({{"etc", Kind::kFolder},
                                        {"etc/passwd", Kind::kFile},
                                        {"etc/.wh.gone", Kind::kFile},
                                        {"srv/.wh..wh..opq", Kind::kFile},
                                        {"srv/new", Kind::kFile},
                                        {"lib", Kind::kLink},
                                        {"dev/null", Kind::kOther},
                                        {"was/file", Kind::kFolder},
                                        {".wh..wh.aufs", Kind::kFile},
                                        {"a/.wh..", Kind::kFile},
                                        {"a/.wh...", Kind::kFile},
                                        {"a/.wh.", Kind::kFile}});
  for (const char* name : {"etc/passwd", "etc/gone", "etc/gone/below/it", "srv/old", "srv/old/er",
                           "lib", "lib/below", "dev/null", "was/file"})
    EXPECT_TRUE(layer.covers(name)) << name;
  for (const char* name : {"etc", "etc/other", "srv", "etc/gon", "etc/gone2", "was/file/below",
                           "a/x", "aufs", "x", "library", "other/etc/passwd"})
    EXPECT_EQ(layer.covers(name), std::string_view(name) == "etc") << name;
}

TEST(LayerContents, OfAnOpaqueRootCoverAll) {
  EXPECT_TRUE(contents({{".wh..wh..opq", Kind::kFile}}).covers("any/thing"));
  EXPECT_TRUE(contents({{".wh..wh..opq", Kind::kFile}}).covers("thing"));
  EXPECT_FALSE(contents({}).covers("thing"));
}

TEST(LayerContents, TellWhiteouts) {
  for (const char* name : {".wh.x", "a/.wh.x", "a/.wh..wh..opq"}) EXPECT_TRUE(is_whiteout(name));
  for (const char* name : {"wh.x", ".wh.d/x", "a.wh.x", ""}) EXPECT_FALSE(is_whiteout(name));
}

}  // namespace
}  // namespace scan::source

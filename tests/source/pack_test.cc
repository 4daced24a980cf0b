// Packs that git wrote, read here: every object, in every order, and what the damaged ones do.
#include <gmock/gmock.h>

#include <array>
#include <map>
#include <set>

#include "source/blob_families.h"
#include "source/inflater.h"
#include "source/pack_delta.h"
#include "source/pack_reader.h"
#include "temporary_tree.h"

namespace scan::source {
namespace {

using testing::ElementsAre;

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.append(buffer.data(), count);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return output;
}

// A repository with two files of many versions each, packed by git.
class PackedRepository {
 public:
  explicit PackedRepository(const std::string& pack_options, int versions = 60) {
    git("init -q -b main");
    std::string stream;
    for (int version = 0; version < versions; ++version) {
      stream += "commit refs/heads/main\ncommitter A <a@example.org> " +
                std::to_string(1'700'000'000 + version) + " +0000\ndata 1\nx\n";
      for (const std::string name : {"one", "two"}) {
        std::string text;
        for (int line = 0; line < 80; ++line)
          text += name + " line " + std::to_string(line) + " of " +
                  std::to_string(line % 20 == version % 20 ? version : 0) + "\n";
        stream += "M 100644 inline " + name + "\ndata " + std::to_string(text.size()) + "\n" + text;
      }
    }
    tree_.write("stream", stream);
    git("fast-import --quiet < " + tree_.at("stream"));
    git(pack_options + " repack -q -a -d -f --depth=20");
  }

  std::string git(const std::string& words) const {
    return output_of("env HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 git -C " + tree_.root() + " " +
                     words);
  }
  std::string objects() const { return tree_.at(".git/objects/"); }

  // "blob": its ids; "": all.
  std::vector<ObjectId> ids(const std::string& kind = "") const {
    std::vector<ObjectId> ids;
    const std::string list =
        git("cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)'");
    for (std::size_t at = 0; at < list.size(); at = list.find('\n', at) + 1)
      if (kind.empty() || list.compare(at + 41, kind.size(), kind) == 0)
        ids.push_back(*ObjectId::parse(list.substr(at, 40)));
    return ids;
  }
  std::map<ObjectId, std::string> blobs() const {
    std::map<ObjectId, std::string> blobs;
    for (const ObjectId& id : ids("blob")) blobs[id] = git("cat-file blob " + id.hex());
    return blobs;
  }

 private:
  TemporaryTree tree_;
};

std::shared_ptr<const PackStore> store_of(const PackedRepository& repository) {
  return std::make_shared<const PackStore>(std::vector<std::string>{repository.objects()});
}

class Packs : public testing::TestWithParam<std::string> {};

TEST_P(Packs, GiveEveryObject) {
  const PackedRepository repository(GetParam());
  PackReader reader(store_of(repository));
  for (const auto& [id, content] : repository.blobs()) {
    const std::optional<PackReader::Object> object = reader.read(id, 1 << 20);
    ASSERT_TRUE(object) << id.hex();
    EXPECT_EQ(object->kind, ObjectKind::kBlob);
    EXPECT_EQ(*object->bytes, content);
    EXPECT_FALSE(reader.read(id, 100));
  }
  for (const ObjectId& id : repository.ids()) EXPECT_TRUE(reader.read(id, 1 << 20)) << id.hex();
  EXPECT_FALSE(reader.read(ObjectId{{1, 2, 3}}, 1 << 20));
}

TEST_P(Packs, GiveFamiliesInWhichABaseComesFirst) {
  const PackedRepository repository(GetParam());
  const std::map<ObjectId, std::string> blobs = repository.blobs();
  std::vector<ObjectId> ids;
  for (const auto& [id, content] : blobs) ids.push_back(id);
  ids.push_back(ObjectId{{1, 2, 3}});  // in no pack
  const std::shared_ptr<const PackStore> store = store_of(repository);
  PackReader reader(store);
  const BlobFamilies families(*store, ids);
  std::multiset<std::uint32_t> met;
  std::size_t made = 0;
  for (std::size_t number = 0; number < families.size(); ++number) {
    std::vector<std::string> texts;
    std::vector<std::uint32_t> users;
    for (const FamilyMember& member : families.group(number)) {
      std::string& text = texts.emplace_back();
      users.push_back(member.children);
      if (!member.again) met.insert(member.blob);
      if (!member.packed) continue;
      if (member.parent == FamilyMember::kNone) {
        text = *reader.read_at(member.place, 1 << 20)->bytes;
      } else {
        ASSERT_LT(member.parent, texts.size() - 1);
        ASSERT_GT(users[member.parent]--, 0u);
        std::vector<SharedPart> shared;
        const std::string& base = texts[member.parent];
        ASSERT_TRUE(reader.read_delta(member.place, base, 1 << 20, text, shared));
        for (const SharedPart& part : shared)
          EXPECT_EQ(text.substr(part.begin, part.size), base.substr(part.base_begin, part.size));
        made += !shared.empty();
      }
      ASSERT_NE(member.blob, FamilyMember::kNone);
      EXPECT_EQ(text, blobs.at(ids[member.blob]));
    }
    for (const std::uint32_t left : users) EXPECT_EQ(left, 0u);
  }
  EXPECT_EQ(met.size(), ids.size());
  EXPECT_EQ(std::set<std::uint32_t>(met.begin(), met.end()).size(), ids.size());
  EXPECT_GT(made, blobs.size() / 2) << "hardly anything was stored as a difference";
}

INSTANTIATE_TEST_SUITE_P(Kinds, Packs,
                         testing::Values("", "-c repack.useDeltaBaseOffset=false",
                                         "-c pack.packSizeLimit=1m"));

TEST(Packs, OfLargeFamiliesAreSeveralGroups) {
  const PackedRepository repository("", 1200);
  const std::vector<ObjectId> ids = repository.ids("blob");
  const std::shared_ptr<const PackStore> store = store_of(repository);
  const BlobFamilies families(*store, ids);
  std::size_t results = 0;
  std::size_t bases = 0;
  for (std::size_t number = 0; number < families.size(); ++number) {
    EXPECT_LE(families.group(number).size(), 1100u);
    for (const FamilyMember& member : families.group(number))
      ++(member.again || member.blob == FamilyMember::kNone ? bases : results);
  }
  EXPECT_EQ(results, ids.size());
  EXPECT_LT(bases, 100u);
  EXPECT_GT(families.size(), 2u);
}

// Wherever a pack or its index is cut or changed, what is read is what was asked for, or nothing.
TEST(Packs, DamagedAreNotRead) {
  const PackedRepository repository("", 4);
  const std::string folder = repository.objects() + "pack/";
  std::string index;
  std::string pack;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::string& bytes = entry.path().extension() == ".idx" ? index : pack;
    if (entry.path().extension() == ".idx" || entry.path().extension() == ".pack")
      bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  ASSERT_TRUE(PackFile::open(index, pack));
  const std::vector<ObjectId> ids = repository.ids();
  const auto touch = [&](std::string_view some_index, std::string_view some_pack) {
    const std::optional<PackFile> file = PackFile::open(some_index, some_pack);
    if (!file) return;
    for (const ObjectId& id : ids)
      if (const std::optional<std::uint64_t> offset = file->find(id)) (void)file->entry(*offset);
  };
  for (std::size_t size = 0; size < index.size(); size += 7) touch(index.substr(0, size), pack);
  for (std::size_t size = 0; size < pack.size(); size += 7) touch(index, pack.substr(0, size));
  for (std::size_t at = 0; at < index.size(); at += 3) {
    std::string changed = index;
    changed[at] = static_cast<char>(changed[at] ^ 0xff);
    touch(changed, pack);
  }
  EXPECT_FALSE(PackFile::open(index, pack.substr(0, 20)));
  EXPECT_FALSE(PackFile::open(index.substr(0, 1000), pack));
  EXPECT_FALSE(PackFile::open(pack, index));
}

TEST(WholeInflater, TakesNoOtherSizeAndSeesDamage) {
  // "to be or not to be, to be" by zlib, and what follows it in a pack.
  const std::string stream(
      "\x78\xda\x2b\xc9\x57\x48\x4a\x55\xc8\x2f\x52\xc8\xcb"
      "\x2f\x51\x28\x01\x71\x74\x20\x14\x00\x6d\x30\x08\x3d",
      26);
  const std::string text = "to be or not to be, to be";
  WholeInflater inflater;
  std::string bytes;
  EXPECT_TRUE(inflater.inflate(stream + "and more", text.size(), bytes));
  EXPECT_EQ(bytes, text);
  EXPECT_EQ(inflater.consumed(), stream.size());
  EXPECT_FALSE(inflater.inflate(stream, text.size() - 1, bytes));
  EXPECT_FALSE(inflater.inflate(stream, text.size() + 1, bytes));
  for (std::size_t size = 0; size < stream.size(); ++size)
    EXPECT_FALSE(inflater.inflate(stream.substr(0, size), text.size(), bytes)) << size;
  std::string changed = stream;
  changed.back() ^= 1;
  EXPECT_FALSE(inflater.inflate(changed, text.size(), bytes)) << "the checksum";
  EXPECT_TRUE(inflater.inflate(stream, text.size(), bytes)) << "what was wrong is forgotten";
}

TEST(Delta, CopiesAndTakes) {
  const std::string base = "0123456789abcdef";
  const auto make = [&](const std::string& instructions, unsigned size) {
    return std::string("\x10", 1) + static_cast<char>(size) + instructions;
  };
  struct Case {
    std::string delta;
    std::string expected;  // "-": refused
  };
  const std::vector<Case> cases = {
      {make("\x90\x04", 4), "0123"},
      {make("\x91\x02\x03", 3), "234"},
      {make("\x03xyz", 3), "xyz"},
      {make("\x90\x04\x02xy\x91\x0a\x06", 12), "0123xyabcdef"},
      {make("", 0), ""},
      {make("\x90\x04", 5), "-"},                        // not all was said
      {make("\x90\x04", 3), "-"},                        // too much was said
      {make("\x90\x11", 17), "-"},                       // beyond the base
      {make("\x91\x10\x01", 1), "-"},                    // behind the base
      {make("\x03xy", 3), "-"},                          // cut off
      {make("\x91", 1), "-"},                            // cut off
      {make(std::string("\0", 1), 0), "-"},              // no such instruction
      {std::string("\x11\x00", 2), "-"},                 // of another base
      {std::string("\x10", 1), "-"},                     // cut off
      {"\x10\xff\xff\xff\xff\xff\xff\xff\x7f", "-"},     // over the limit
      {"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff", "-"}  // no number
  };
  for (const Case& test : cases) {
    std::string result;
    const bool made = apply_delta(base, test.delta, 1 << 20, result, nullptr);
    EXPECT_EQ(made ? result : "-", test.expected) << testing::PrintToString(test.delta);
  }
}

TEST(Delta, TellsWhatIsShared) {
  const std::string base = "0123456789abcdef";
  std::string result;
  std::vector<SharedPart> shared;
  // Two copies that adjoin in both are one part.
  ASSERT_TRUE(apply_delta(base, "\x10\x0d\x91\x02\x03\x91\x05\x02\x03xyz\x91\x0a\x05", 100, result,
                          &shared));
  EXPECT_EQ(result, "23456xyzabcde");
  EXPECT_THAT(shared, ElementsAre(SharedPart{0, 2, 5}, SharedPart{8, 10, 5}));
}

}  // namespace
}  // namespace scan::source

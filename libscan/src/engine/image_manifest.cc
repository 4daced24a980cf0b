// docker save: https://github.com/moby/docker-image-spec; OCI: the image specification's "Image
// Layout", "Image Index" and "Image Manifest". Newer archives have both, of the same parts.
#include "engine/image_manifest.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "document/value.h"
#include "engine/image_config.h"

namespace scan::engine {
namespace {

using document::Kind;
using document::Value;

constexpr std::uint64_t kMaxJsonBytes = 16u << 20;
// Docker's storage takes 128 layers; more than these are nothing that could run.
constexpr std::size_t kMaxLayers = 1024;
constexpr std::size_t kMaxImages = 64;
constexpr int kMaxIndexDepth = 4;

std::string_view text_of(const Value* value) {
  return value != nullptr && value->kind == Kind::kString ? value->text : std::string_view();
}

std::string_view text_at(const Value& value, std::string_view outer, std::string_view key) {
  const Value* object = value.find(outer);
  return object != nullptr ? text_of(object->find(key)) : std::string_view();
}

// "sha256:ab12" lies at "blobs/sha256/ab12"; empty for what is no digest.
std::string blob_of(std::string_view digest) {
  const std::size_t colon = digest.find(':');
  if (colon == digest.npos || digest.find_first_of("/.\\") != digest.npos) return {};
  return "blobs/" + std::string(digest.substr(0, colon)) + "/" +
         std::string(digest.substr(colon + 1));
}

// A part as JSON. Owns the text.
struct Json {
  std::string text;
  std::optional<document::Document> document;
};

class Finder {
 public:
  explicit Finder(const source::ImageBlobs& blobs) : blobs_(blobs) {}

  FoundImages find() {
    read_docker_manifest();
    read_index("index.json", {}, 0);
    if (found_.images.size() == 1) found_.images.front().name.clear();
    return std::move(found_);
  }

 private:
  void damaged(std::string message) {
    found_.notices.push_back(
        {.code = "image-damaged", .message = std::move(message), .incomplete = true});
  }

  // Null, with a notice, when it cannot be read; without one where it `may_lack`.
  std::unique_ptr<Json> json(const std::string& name, bool may_lack) {
    auto json = std::make_unique<Json>();
    std::optional<std::string> text = blobs_.read(name, kMaxJsonBytes);
    if (!text) {
      if (!may_lack) damaged(name + " is not there");
      return nullptr;
    }
    json->text = *std::move(text);
    Result<document::Document> document =
        document::Document::parse(document::Syntax::kJson, json->text, name);
    if (!document.ok()) {
      damaged(name + ": " + document.error().message);
      return nullptr;
    }
    json->document.emplace(*std::move(document));
    return json;
  }

  void read_docker_manifest() {
    const std::unique_ptr<Json> manifest = json("manifest.json", true);
    if (manifest == nullptr) return;
    for (const Value* item : manifest->document->root().items) {
      std::vector<std::string> layers;
      if (const Value* list = item->find("Layers"))
        for (const Value* layer : list->items) layers.emplace_back(text_of(layer));
      const Value* tags = item->find("RepoTags");
      const std::string_view tag =
          tags != nullptr && !tags->items.empty() ? text_of(tags->items.front()) : "";
      add(std::string(text_of(item->find("Config"))), std::move(layers), std::string(tag), {});
    }
  }

  void read_index(const std::string& name, const std::string& tag, int depth) {
    const std::unique_ptr<Json> index = json(name, depth == 0);
    if (index == nullptr) return;
    const Value* manifests = index->document->root().find("manifests");
    if (manifests == nullptr) return read_manifest(index->document->root(), tag);
    if (depth >= kMaxIndexDepth) return damaged("an index lies too deep in others");
    for (const Value* item : manifests->items) {
      // What a builder says of how it built the image.
      if (text_at(*item, "platform", "os") == "unknown" ||
          !text_at(*item, "annotations", "vnd.docker.reference.type").empty())
        continue;
      std::string_view own = text_at(*item, "annotations", "io.containerd.image.name");
      if (own.empty()) own = text_at(*item, "annotations", "org.opencontainers.image.ref.name");
      const std::string blob = blob_of(text_of(item->find("digest")));
      if (blob.empty()) {
        damaged(name + " names a part without a digest");
        continue;
      }
      if (!seen_.insert(blob).second) continue;
      read_index(blob, own.empty() ? tag : std::string(own), depth + 1);
    }
  }

  void read_manifest(const Value& manifest, const std::string& tag) {
    std::vector<std::string> layers;
    if (const Value* list = manifest.find("layers"))
      for (const Value* layer : list->items)
        layers.push_back(blob_of(text_of(layer->find("digest"))));
    std::string base(text_at(manifest, "annotations", "org.opencontainers.image.base.name"));
    const std::string_view digest =
        text_at(manifest, "annotations", "org.opencontainers.image.base.digest");
    if (!base.empty() && !digest.empty()) base.append("@").append(digest);
    add(blob_of(text_at(manifest, "config", "digest")), std::move(layers), tag, base);
  }

  void add(std::string config_name, std::vector<std::string> blobs, std::string tag,
           const std::string& base) {
    if (!known_.emplace(config_name, blobs).second) return;
    if (found_.images.size() >= kMaxImages) return damaged("it has too many images");
    if (blobs.size() > kMaxLayers) {
      damaged("an image has too many layers");
      blobs.resize(kMaxLayers);
    }
    Image image;
    ImageConfig config;
    // Of artifacts that are no images it may be anything.
    if (const std::unique_ptr<Json> read = json(config_name, false); read != nullptr) {
      config = read_image_config(read->document->root());
      image.dockerfile = as_dockerfile(config, base);
    }
    image.name = std::move(tag);
    if (!config.platform.empty()) image.name += (image.name.empty() ? "" : " ") + config.platform;
    std::vector<Layer> layers = layers_of(config, blobs.size());
    for (std::size_t i = 0; i < blobs.size(); ++i)
      image.layers.push_back({std::move(blobs[i]), std::move(layers[i])});
    found_.images.push_back(std::move(image));
  }

  std::vector<Layer> layers_of(const ImageConfig& config, std::size_t count) {
    std::vector<Layer> layers(count);
    if (!config.diff_ids.empty() && config.diff_ids.size() != count)
      damaged("it has " + std::to_string(count) + " layers, and its configuration " +
              std::to_string(config.diff_ids.size()));
    std::vector<std::pair<std::string, bool>> steps;  // those that make a layer; whether the base's
    const std::size_t base = steps_of_base(config);
    for (std::size_t i = 0; i < config.history.size(); ++i)
      if (config.history[i].makes_layer) steps.emplace_back(config.history[i].command, i < base);
    for (std::size_t i = 0; i < count; ++i) {
      layers[i].number = static_cast<std::uint32_t>(i + 1);
      if (i < config.diff_ids.size()) layers[i].digest = config.diff_ids[i];
      // A history that does not fit would name the wrong command.
      if (steps.size() != count) continue;
      layers[i].command = steps[i].first;
      layers[i].base = steps[i].second;
    }
    return layers;
  }

  const source::ImageBlobs& blobs_;
  FoundImages found_;
  std::set<std::string> seen_;  // of indexes and manifests
  std::set<std::pair<std::string, std::vector<std::string>>> known_;
};

}  // namespace

FoundImages find_images(const source::ImageBlobs& blobs) { return Finder(blobs).find(); }

}  // namespace scan::engine

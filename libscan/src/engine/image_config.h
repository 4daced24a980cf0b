// The configuration of a container image (OCI image specification, "Image Configuration").
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "document/value.h"

namespace scan::engine {

struct ImageConfig {
  struct Step {
    /// As a Dockerfile has it: "RUN apt-get update", "CMD [\"sh\"]"; empty: not told.
    std::string command;
    bool makes_layer = true;
  };
  std::vector<std::string> diff_ids;
  std::vector<Step> history;
  std::vector<std::string> environment;  ///< "NAME=value"
  std::string user;
  std::string platform;  ///< "linux/arm64", with the variant behind it where it has one
};

ImageConfig read_image_config(const document::Value& root);

/// How many steps of the history are those of the image that this one was built from. An image ends
/// with what it runs, so the last CMD or ENTRYPOINT that a layer follows is the base's: its last
/// step. 0 where there is none.
std::size_t steps_of_base(const ImageConfig& config);

/// A Dockerfile that says the same, for the rules about Dockerfiles. `base` is the base image's
/// name, or empty. The base image's steps are in comments, as they are not this image's.
std::string as_dockerfile(const ImageConfig& config, const std::string& base);

}  // namespace scan::engine

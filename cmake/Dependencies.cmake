# The libraries that Debian has, as imported targets (third_party/debian-packages.txt names them).
include(LinkDependencies)
# Header-only: compiled in, nothing for a consumer to find.
find_package(nlohmann_json REQUIRED CONFIG)
find_package(CLI11 REQUIRED CONFIG)
# Loaded at run time where a history or an archive is read; the headers are all that the build needs.
pkg_check_modules(LIBGIT2 REQUIRED QUIET libgit2)
pkg_check_modules(LIBARCHIVE REQUIRED QUIET IMPORTED_TARGET libarchive)  # tests link with it
# Likewise, where a secret is verified.
pkg_check_modules(LIBCURL REQUIRED QUIET libcurl)

# The system libraries that a program linked with libscan needs. This one list serves the build and,
# installed beside libscanConfig.cmake, find_package(libscan). No header of theirs shows in scan/*.h.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
find_dependency(fmt CONFIG)
find_dependency(PkgConfig)
foreach(dependency RE2:re2 PCRE2:libpcre2-8 YAML:yaml-0.1 TOMLPLUSPLUS:tomlplusplus
                   SIMDJSON:simdjson XXHASH:libxxhash ZSTD:libzstd
                   LIBCRYPTO:libcrypto ZLIB:zlib DEFLATE:libdeflate)
  string(REPLACE ":" ";" dependency ${dependency})
  list(GET dependency 0 prefix)
  list(GET dependency 1 module)
  pkg_check_modules(${prefix} REQUIRED QUIET IMPORTED_TARGET ${module})
endforeach()

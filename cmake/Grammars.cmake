# The tree-sitter core and the grammars: npm tarballs pinned in third_party/packages.lock. Each is taken
# from SCAN_DEPS_DIR when it is there, else packed by npm into it; FetchContent checks the SHA-256, so a
# tampered tarball stops the configure step.
include(FetchContent)
set(SCAN_DEPS_DIR ${CMAKE_CURRENT_SOURCE_DIR}/.cache/deps CACHE PATH "Folder of pinned tarballs")

function(scan_unpack_package name version sha256 out_dir)
  string(REGEX REPLACE "^@([^/]+)/" "\\1-" file_name ${name})
  set(tarball ${SCAN_DEPS_DIR}/${file_name}-${version}.tgz)
  if(NOT EXISTS ${tarball})
    message(STATUS "npm pack ${name}@${version}")
    file(MAKE_DIRECTORY ${SCAN_DEPS_DIR})
    execute_process(COMMAND npm pack --silent ${name}@${version} WORKING_DIRECTORY ${SCAN_DEPS_DIR}
                    RESULT_VARIABLE status OUTPUT_QUIET)
    if(NOT status EQUAL 0 OR NOT EXISTS ${tarball})
      message(FATAL_ERROR "${name}@${version} could not be packed; fill SCAN_DEPS_DIR for a build "
                          "without a network")
    endif()
  endif()
  FetchContent_Declare(${file_name} URL ${tarball} URL_HASH SHA256=${sha256}
                       DOWNLOAD_EXTRACT_TIMESTAMP ON SOURCE_SUBDIR no-cmake-project-inside)
  FetchContent_MakeAvailable(${file_name})
  FetchContent_GetProperties(${file_name} SOURCE_DIR dir)
  set(${out_dir} ${dir} PARENT_SCOPE)
endfunction()

add_library(scan_grammars INTERFACE)
file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/third_party/packages.lock packages REGEX "^[^#]")
foreach(package IN LISTS packages)
  separate_arguments(fields UNIX_COMMAND "${package}")
  list(GET fields 0 name)
  list(GET fields 1 version)
  list(GET fields 2 sha256)
  scan_unpack_package(${name} ${version} ${sha256} dir)
  string(REPLACE "-" "_" target ${name})
  if(name STREQUAL "tree-sitter")
    add_library(${target} STATIC ${dir}/vendor/tree-sitter/lib/src/lib.c)
    target_include_directories(${target} SYSTEM PUBLIC ${dir}/vendor/tree-sitter/lib/include
                               PRIVATE ${dir}/vendor/tree-sitter/lib/src)
    target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
  else()
    file(GLOB sources ${dir}/src/parser.c ${dir}/src/scanner.c)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PRIVATE ${dir}/src)
  endif()
  target_compile_options(${target} PRIVATE -O2 -w)
  target_link_libraries(scan_grammars INTERFACE ${target})
endforeach()

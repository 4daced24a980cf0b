# The tree-sitter core and the grammars: npm tarballs pinned in third_party/packages.lock, the one list
# of them. A tarball comes from SCAN_DEPS_DIR, into which npm packs what is missing; one whose SHA-256
# is not the pinned one stops the configure step. FetchContent is not used: it would run a CMake of its
# own for each grammar at each configure, to unpack a file that is already here.
set(SCAN_DEPS_DIR ${CMAKE_CURRENT_SOURCE_DIR}/.cache/deps CACHE PATH "Folder of pinned tarballs")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS third_party/packages.lock)

# Packs name@version into `tarball`; under another name until it is whole.
function(scan_pack_tarball name version tarball)
  message(STATUS "npm pack ${name}@${version}")
  set(partial ${tarball}.partial)
  file(REMOVE_RECURSE ${partial})
  file(MAKE_DIRECTORY ${partial})
  execute_process(COMMAND npm pack --silent ${name}@${version} WORKING_DIRECTORY ${partial}
                  RESULT_VARIABLE status OUTPUT_QUIET)
  file(GLOB packed ${partial}/*.tgz)
  if(NOT status EQUAL 0 OR NOT packed)
    message(FATAL_ERROR "npm could not pack ${name}@${version} (${status}); a folder with the tarball, "
                        "given as SCAN_DEPS_DIR, makes a build without npm and without a network")
  endif()
  file(RENAME ${packed} ${tarball})
  file(REMOVE_RECURSE ${partial})
endfunction()

# Verifies and unpacks one package; `out_dir` is set to its folder.
function(scan_unpack_package name version sha256 out_dir)
  string(REGEX REPLACE "^@([^/]+)/" "\\1-" file_name ${name})
  set(tarball ${SCAN_DEPS_DIR}/${file_name}-${version}.tgz)
  if(NOT EXISTS ${tarball})
    scan_pack_tarball(${name} ${version} ${tarball})
  endif()
  file(SHA256 ${tarball} actual)
  if(NOT actual STREQUAL sha256)
    message(FATAL_ERROR "${tarball} is not what third_party/packages.lock pins:\n"
                        "  expected SHA-256 ${sha256}\n  found            ${actual}")
  endif()
  # The folder's name has the hash and is made by a rename, so that it stands for what was verified.
  set(dir ${CMAKE_BINARY_DIR}/packages/${file_name}-${version}-${sha256})
  if(NOT EXISTS ${dir})
    file(REMOVE_RECURSE ${dir}.partial)
    file(ARCHIVE_EXTRACT INPUT ${tarball} DESTINATION ${dir}.partial)
    file(RENAME ${dir}.partial ${dir})
  endif()
  set(${out_dir} ${dir}/package PARENT_SCOPE)
endfunction()

# scan_grammars: include <tree_sitter/api.h>. SCAN_GRAMMAR_OBJECTS: what goes into libscan's archive,
# so that a consumer links one file.
add_library(scan_grammars INTERFACE)
set(SCAN_GRAMMAR_OBJECTS "")

function(scan_add_grammar target)
  add_library(${target} OBJECT ${ARGN})
  target_compile_options(${target} PRIVATE -O2 -w)
  list(APPEND SCAN_GRAMMAR_OBJECTS $<TARGET_OBJECTS:${target}>)
  set(SCAN_GRAMMAR_OBJECTS ${SCAN_GRAMMAR_OBJECTS} PARENT_SCOPE)
endfunction()

file(STRINGS third_party/packages.lock packages REGEX "^[^#]")
foreach(package IN LISTS packages)
  separate_arguments(fields UNIX_COMMAND "${package}")
  list(GET fields 0 name)
  list(GET fields 1 version)
  list(GET fields 2 sha256)
  scan_unpack_package(${name} ${version} ${sha256} dir)
  if(name STREQUAL "tree-sitter")
    set(core ${dir}/vendor/tree-sitter/lib)
    scan_add_grammar(tree_sitter ${core}/src/lib.c)
    target_include_directories(tree_sitter PRIVATE ${core}/include ${core}/src)
    target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
    target_include_directories(scan_grammars SYSTEM INTERFACE ${core}/include)
  else()
    # Some packages have several grammars, each in a folder of its own.
    file(GLOB parsers ${dir}/src/parser.c ${dir}/*/src/parser.c)
    foreach(parser IN LISTS parsers)
      cmake_path(GET parser PARENT_PATH src)
      file(GLOB scanner ${src}/scanner.c)
      file(RELATIVE_PATH grammar ${dir} ${src})
      string(MAKE_C_IDENTIFIER "${name}_${grammar}" target)
      scan_add_grammar(${target} ${parser} ${scanner})
      target_include_directories(${target} PRIVATE ${src})
    endforeach()
  endif()
endforeach()

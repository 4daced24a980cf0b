# The tree-sitter core and the grammars of the languages that are built. third_party/packages.lock is the
# one list of packages; a language's row in languages.def names its grammar's function, tree_sitter_X, and
# a row of the lock lists the X in its package. Only the packages that an enabled language needs are asked
# for. A package comes from SCAN_DEPS_DIR, into which npm or cargo packs what is missing; one whose
# SHA-256 is not the pinned one stops the configure step. FetchContent is not used: it would run a CMake of
# its own for each grammar at each configure, to unpack a file that is already here.
set(SCAN_DEPS_DIR ${CMAKE_CURRENT_SOURCE_DIR}/.cache/deps CACHE PATH "Folder of pinned packages")
set(SCAN_LANGUAGES all CACHE STRING "Languages to build: all, or names of languages.def separated by `;`")
set(language_table libscan/src/syntax/languages.def)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS third_party/packages.lock ${language_table})

# ---- which languages ------------------------------------------------------------------------------

# SCAN_ADAPTERS: the source files of the enabled languages. SCAN_GENERATED_DIR: where
# syntax/enabled_languages.def is, their rows. needed_grammars: what their rows name.
set(SCAN_GENERATED_DIR ${CMAKE_CURRENT_BINARY_DIR}/generated)
set(SCAN_ADAPTERS "")
set(needed_grammars "")
set(enabled_rows "")
set(known_languages "")
file(READ ${language_table} table)
string(REGEX REPLACE "//[^\n]*" "" table "${table}")
string(REGEX MATCHALL "SCAN_LANGUAGE\\([^()]*\\)" rows "${table}")
foreach(row IN LISTS rows)
  string(REGEX MATCH "\"([^\"]+)\"" quoted "${row}")
  set(language ${CMAKE_MATCH_1})
  list(APPEND known_languages ${language})
  if(SCAN_LANGUAGES STREQUAL "all" OR language IN_LIST SCAN_LANGUAGES)
    string(REPLACE "-" "_" adapter ${language})
    list(APPEND SCAN_ADAPTERS adapter_${adapter}.cc)
    string(REGEX MATCHALL "tree_sitter_[a-z0-9_]+" grammars "${row}")
    list(APPEND needed_grammars ${grammars})
    string(APPEND enabled_rows "${row}\n")
  endif()
endforeach()
foreach(language IN LISTS SCAN_LANGUAGES)
  if(NOT language STREQUAL "all" AND NOT language IN_LIST known_languages)
    list(JOIN known_languages ", " known_languages)
    message(FATAL_ERROR "SCAN_LANGUAGES: ${language} is not a language of ${language_table}; they are "
                        "${known_languages}")
  endif()
endforeach()
if(enabled_rows STREQUAL "")
  message(FATAL_ERROR "SCAN_LANGUAGES is empty; `all` is every language")
endif()
list(REMOVE_DUPLICATES needed_grammars)
file(CONFIGURE OUTPUT ${SCAN_GENERATED_DIR}/syntax/enabled_languages.def @ONLY
     CONTENT "// The rows of languages.def whose language is built.\n${enabled_rows}")

# ---- packages -------------------------------------------------------------------------------------

# What the packers share: an empty folder to work in, and how a failure is told.
function(scan_begin_packing folder)
  file(REMOVE_RECURSE ${folder})
  file(MAKE_DIRECTORY ${folder})
endfunction()

function(scan_packing_failed tool package status)
  message(FATAL_ERROR "${tool} could not pack ${package} (${status}); a folder with the file, given as "
                      "SCAN_DEPS_DIR, makes a build without ${tool} and without a network")
endfunction()

# Packs name@version of npm into `file`; under another name until it is whole.
function(scan_pack_npm name version file)
  message(STATUS "npm pack ${name}@${version}")
  scan_begin_packing(${file}.partial)
  execute_process(COMMAND npm pack --silent ${name}@${version} WORKING_DIRECTORY ${file}.partial
                  RESULT_VARIABLE status OUTPUT_QUIET)
  file(GLOB packed ${file}.partial/*.tgz)
  if(NOT status EQUAL 0 OR NOT packed)
    scan_packing_failed(npm ${name}@${version} ${status})
  endif()
  file(RENAME ${packed} ${file})
  file(REMOVE_RECURSE ${file}.partial)
endfunction()

# Cargo has no verb that packs another's crate: it fetches what a manifest depends on into its own cache.
function(scan_pack_crate name version file)
  message(STATUS "cargo fetch ${name}@${version}")
  scan_begin_packing(${file}.partial)
  file(WRITE ${file}.partial/Cargo.toml "[package]\nname = \"pack\"\nversion = \"0.0.0\"\n"
                                        "[lib]\npath = \"Cargo.toml\"\n"
                                        "[workspace]\n[dependencies]\n${name} = \"=${version}\"\n")
  set(home $ENV{HOME}/.cargo)
  if(DEFINED ENV{CARGO_HOME})
    set(home $ENV{CARGO_HOME})
  endif()
  # rustup installs beside PATH, until the next login.
  find_program(SCAN_CARGO cargo HINTS ${home}/bin)
  if(NOT SCAN_CARGO)
    scan_packing_failed(cargo ${name}@${version} "there is no cargo")
  endif()
  execute_process(COMMAND ${SCAN_CARGO} fetch --quiet WORKING_DIRECTORY ${file}.partial
                  RESULT_VARIABLE status OUTPUT_QUIET)
  file(GLOB packed ${home}/registry/cache/*/${name}-${version}.crate)
  if(NOT status EQUAL 0 OR NOT packed)
    scan_packing_failed(cargo ${name}@${version} ${status})
  endif()
  list(GET packed 0 packed)
  file(COPY_FILE ${packed} ${file}.partial/whole)
  file(RENAME ${file}.partial/whole ${file})
  file(REMOVE_RECURSE ${file}.partial)
endfunction()

# Verifies and unpacks one package; `out_dir` is set to its folder.
function(scan_unpack_package package version sha256 out_dir)
  string(REGEX REPLACE "^crate:" "" name ${package})
  string(REGEX REPLACE "^@([^/]+)/" "\\1-" file_name ${name})
  if(package MATCHES "^crate:")
    set(file ${SCAN_DEPS_DIR}/${file_name}-${version}.crate)
    set(packer scan_pack_crate)
  else()
    set(file ${SCAN_DEPS_DIR}/${file_name}-${version}.tgz)
    set(packer scan_pack_npm)
  endif()
  if(NOT EXISTS ${file})
    cmake_language(CALL ${packer} ${name} ${version} ${file})
  endif()
  file(SHA256 ${file} actual)
  if(NOT actual STREQUAL sha256)
    message(FATAL_ERROR "${file} is not what third_party/packages.lock pins:\n"
                        "  expected SHA-256 ${sha256}\n  found            ${actual}")
  endif()
  # The folder's name has the hash and is made by a rename, so that it stands for what was verified.
  set(dir ${CMAKE_BINARY_DIR}/packages/${file_name}-${version}-${sha256})
  if(NOT EXISTS ${dir})
    file(REMOVE_RECURSE ${dir}.partial)
    file(ARCHIVE_EXTRACT INPUT ${file} DESTINATION ${dir}.partial)
    file(RENAME ${dir}.partial ${dir})
  endif()
  file(GLOB top ${dir}/*)  # `package` in a tarball of npm's, NAME-VERSION in a crate
  set(${out_dir} ${top} PARENT_SCOPE)
endfunction()

# ---- compilation ----------------------------------------------------------------------------------

# scan_grammars: include <tree_sitter/api.h>. SCAN_GRAMMAR_OBJECTS: what goes into libscan's archive,
# so that a consumer links one file.
add_library(scan_grammars INTERFACE)
set(SCAN_GRAMMAR_OBJECTS "")

function(scan_add_objects target)
  add_library(${target} OBJECT ${ARGN})
  # The level of optimisation is no matter for the time, which goes into reading the tables.
  target_compile_options(${target} PRIVATE -O2 -g0 -w)
  list(APPEND SCAN_GRAMMAR_OBJECTS $<TARGET_OBJECTS:${target}>)
  set(SCAN_GRAMMAR_OBJECTS ${SCAN_GRAMMAR_OBJECTS} PARENT_SCOPE)
endfunction()

# A package of one grammar has it in src, one of several has each in a folder of the grammar's name.
function(scan_add_grammar grammar dir)
  file(GLOB parser ${dir}/${grammar}/src/parser.c ${dir}/grammars/${grammar}/src/parser.c)
  if(NOT parser)
    set(parser ${dir}/src/parser.c)
  endif()
  cmake_path(GET parser PARENT_PATH src)
  file(GLOB scanner ${src}/scanner.c ${src}/scanner.cc)
  scan_add_objects(tree_sitter_${grammar} ${parser} ${scanner})
  target_include_directories(tree_sitter_${grammar} PRIVATE ${src})
  set(correction ${CMAKE_CURRENT_SOURCE_DIR}/third_party/${grammar}_scanner_state.h)
  if(EXISTS ${correction})
    set_source_files_properties(${scanner} PROPERTIES COMPILE_OPTIONS "-include;${correction}")
  endif()
  set(SCAN_GRAMMAR_OBJECTS ${SCAN_GRAMMAR_OBJECTS} PARENT_SCOPE)
endfunction()

file(STRINGS third_party/packages.lock packages REGEX "^[^#]")
foreach(row IN LISTS packages)
  separate_arguments(fields UNIX_COMMAND "${row}")
  list(POP_FRONT fields package version sha256)
  set(grammars "")
  foreach(grammar IN LISTS fields)
    if(tree_sitter_${grammar} IN_LIST needed_grammars)
      list(REMOVE_ITEM needed_grammars tree_sitter_${grammar})
      list(APPEND grammars ${grammar})
    endif()
  endforeach()
  if(package STREQUAL "tree-sitter")
    scan_unpack_package(${package} ${version} ${sha256} dir)
    set(core ${dir}/vendor/tree-sitter/lib)
    scan_add_objects(tree_sitter ${core}/src/lib.c)
    target_include_directories(tree_sitter PRIVATE ${core}/include ${core}/src)
    target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
    target_include_directories(scan_grammars SYSTEM INTERFACE ${core}/include)
  elseif(grammars)
    scan_unpack_package(${package} ${version} ${sha256} dir)
    foreach(grammar IN LISTS grammars)
      scan_add_grammar(${grammar} ${dir})
    endforeach()
  endif()
endforeach()
if(needed_grammars)
  message(FATAL_ERROR "third_party/packages.lock has no package with the grammars ${needed_grammars}")
endif()

# Language level, warnings, sanitizers and the compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(SCAN_CCACHE ccache)
if(SCAN_CCACHE)
  # Paths below the project are hashed as relative ones, so that two checkouts share their entries.
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
                                ${SCAN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
  # Debug information names the build directory; without this, two of them share no cache entry.
  add_compile_options(-fdebug-prefix-map=${CMAKE_BINARY_DIR}=.)
endif()

# Grammars and generated code are instrumented as well: a bad read in them is ours to prevent.
if(SCAN_SANITIZE)
  add_compile_options(-fsanitize=${SCAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SCAN_SANITIZE})
endif()

# For the project's own targets only.
add_library(scan_warnings INTERFACE)
# Designated initialisers name the fields that differ from their defaults; that is their point.
target_compile_options(scan_warnings INTERFACE -Wall -Wextra -Wconversion
                       -Wno-missing-field-initializers
                       $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>  # as GCC's -Wconversion
                       $<$<BOOL:${SCAN_DEVELOPER}>:-Werror>)
if(SCAN_TIDY)
  find_program(SCAN_CLANG_TIDY NAMES clang-tidy-14 clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY ${SCAN_CLANG_TIDY} --quiet)
endif()

# Language level, warnings and the linker, for the project's own targets only.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(SCAN_CCACHE ccache)
if(SCAN_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${SCAN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SCAN_CCACHE})
endif()

add_library(scan_warnings INTERFACE)
# Designated initialisers name the fields that differ from their defaults; that is their point.
target_compile_options(scan_warnings INTERFACE -Wall -Wextra -Wconversion
                       -Wno-missing-field-initializers
                       $<$<BOOL:${SCAN_DEVELOPER}>:-Werror>)

# What `cmake --install` lays down: the command, the two static libraries (the grammars are inside), the
# public headers, and the package that find_package(libscan) reads.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/libscan)

install(TARGETS scan_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
install(TARGETS libscan builtin EXPORT libscanTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
install(DIRECTORY libscan/include/scan DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)
install(EXPORT libscanTargets NAMESPACE scan:: DESTINATION ${package_dir} COMPONENT library)

configure_package_config_file(cmake/libscanConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/libscanConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/libscanConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libscanConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/libscanConfigVersion.cmake cmake/LinkDependencies.cmake
        DESTINATION ${package_dir} COMPONENT library)

# One language level, one set of warnings, one way to declare a room.
#
#   tijdig_room(tijdig_matcher DEPENDS tijdig_domain tijdig_codec)
#   tijdig_room(tijdig_people DEPENDS tijdig_town TEST_LABEL plain)      # its tests say nothing new under a sanitizer
#   tijdig_room(tijdig_town DEPENDS tijdig_codec LONG_TEST)               # its tests run long: compiled as the product
#   tijdig_room(tijdig_kafka DEPENDS tijdig_ports TEST_SERVERS kafka redis)   # its tests need real servers
#
# makes a static library of every .cc in the folder that is not a main, a test or a benchmark, and, when the folder
# holds *_test.cc files, one GoogleTest program <name>_test that ctest runs.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # What ccache's manual asks for where headers are precompiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

option(TIJDIG_SANITIZE "address;undefined or thread" "")
option(TIJDIG_COVERAGE "Instrument for coverage" OFF)
# Takes half the compiler's time. Not for the preset dev, where one change is to compile one file.
option(TIJDIG_JOIN_SOURCES "Compile the sources of a room together, sixteen at a time" OFF)

find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(GTest REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(RocksDB REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(benchmark REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
find_package(rapidcheck REQUIRED)

add_library(tijdig_options INTERFACE)
target_compile_options(tijdig_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                                                -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
target_include_directories(tijdig_options INTERFACE ${CMAKE_SOURCE_DIR})
# Debian's hiredis asks for it, and a precompiled header wants it of all who use it; on 64 bits it changes nothing.
target_compile_definitions(tijdig_options INTERFACE _FILE_OFFSET_BITS=64)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # ccache: without it, nothing that uses a precompiled header is found again.
  target_compile_options(tijdig_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()
if(TIJDIG_SANITIZE)
  string(REPLACE ";" "," SANITIZERS "${TIJDIG_SANITIZE}")
  target_compile_options(tijdig_options INTERFACE -fsanitize=${SANITIZERS} -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer)
  target_link_options(tijdig_options INTERFACE -fsanitize=${SANITIZERS})
  if("thread" IN_LIST TIJDIG_SANITIZE)
    # The thread sanitizer does not know fences; the locks beside them, which it knows, order the same things.
    target_compile_definitions(tijdig_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC's manual: false alarms under sanitizers; the plain build looks.
    target_compile_options(tijdig_options INTERFACE -Wno-maybe-uninitialized)
  endif()
  if("undefined" IN_LIST TIJDIG_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # Clang 14 cannot compile coroutines with the check of pointers to functions. GCC has no such check.
    target_compile_options(tijdig_options INTERFACE -fno-sanitize=function)
  endif()
  if("undefined" IN_LIST TIJDIG_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC bug 71962: with these three, `&object != nullptr` is no constant expression, and the static checks of the map
    # do not compile. The address sanitizer stops at a null pointer anyway.
    target_compile_options(tijdig_options INTERFACE -fno-sanitize=null,nonnull-attribute,returns-nonnull-attribute)
  endif()
endif()
if(TIJDIG_COVERAGE)
  target_compile_options(tijdig_options INTERFACE --coverage -O0)
  target_link_options(tijdig_options INTERFACE --coverage)
endif()

# Headers of outside libraries, compiled once for the sources of the product and once for those of tests. No source
# counts on them: tests/tidy asks each for its includes, and with CMAKE_DISABLE_PRECOMPILE_HEADERS everything compiles.
# nlohmann/json.hpp would cost every source that does not use it two seconds.
set(TIJDIG_PRODUCT_HEADERS <algorithm> <array> <charconv> <chrono> <cstdint> <filesystem> <fstream> <functional> <map>
    <memory> <mutex> <optional> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility>
    <variant> <vector> <fmt/format.h>)
set(TIJDIG_TEST_HEADERS ${TIJDIG_PRODUCT_HEADERS} <gmock/gmock.h> <gtest/gtest.h> <rapidcheck/gtest.h>)
set(TIJDIG_TEST_LIBRARIES GTest::gmock GTest::gtest rapidcheck)

# tijdig_precompiled(tijdig_precompiled_x HEADERS <a> <b> LIBRARIES whose they are OPTIONS of the compiler)
function(tijdig_precompiled name)
  cmake_parse_arguments(PRECOMPILED "" "" "HEADERS;LIBRARIES;OPTIONS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cc CONTENT "// Nothing: CMake wants a source.\n")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cc)
  target_link_libraries(${name} PRIVATE tijdig_options fmt::fmt ${PRECOMPILED_LIBRARIES})
  target_compile_options(${name} PRIVATE ${PRECOMPILED_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${PRECOMPILED_HEADERS})
endfunction()

tijdig_precompiled(tijdig_precompiled_product HEADERS ${TIJDIG_PRODUCT_HEADERS})
tijdig_precompiled(tijdig_precompiled_test HEADERS ${TIJDIG_TEST_HEADERS} LIBRARIES ${TIJDIG_TEST_LIBRARIES}
                   OPTIONS -O0)
tijdig_precompiled(tijdig_precompiled_long_test HEADERS ${TIJDIG_TEST_HEADERS} LIBRARIES ${TIJDIG_TEST_LIBRARIES})

# How the sources of a target are compiled: as the product, or as a test, which takes less time because it is not
# optimised. What it tests is; but of a function in a header only one copy ends up in the program, and that is the
# test's. LONG is for programs that run so long that this costs more than it saves.
function(tijdig_compile_as_product name)
  target_link_libraries(${name} PRIVATE fmt::fmt)
  target_precompile_headers(${name} REUSE_FROM tijdig_precompiled_product)
endfunction()

function(tijdig_compile_as_test name)
  cmake_parse_arguments(TEST "LONG" "" "" ${ARGN})
  target_link_libraries(${name} PRIVATE fmt::fmt)
  if(TEST_LONG AND NOT TIJDIG_SANITIZE)
    target_precompile_headers(${name} REUSE_FROM tijdig_precompiled_long_test)
  else()
    target_compile_options(${name} PRIVATE -O0)
    target_precompile_headers(${name} REUSE_FROM tijdig_precompiled_test)
  endif()
endfunction()

# Everything ctest runs except what is labelled `plain` or `servers`: what the sanitizer builds build.
add_custom_target(tijdig_tests)

function(tijdig_room name)
  cmake_parse_arguments(ROOM "LONG_TEST" "TEST_LABEL" "DEPENDS;TEST_DEPENDS;TEST_SERVERS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc shell/*.cc doors/*.cc)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "(_test|_bench|/main)\\.cc$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC tijdig_options ${ROOM_DEPENDS})
    tijdig_compile_as_product(${name})
    set_target_properties(${name} PROPERTIES UNITY_BUILD ${TIJDIG_JOIN_SOURCES} UNITY_BUILD_BATCH_SIZE 16)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE tijdig_options ${ROOM_DEPENDS})
  endif()
  if(tests)
    set(long)
    if(ROOM_LONG_TEST)
      set(long LONG)
    endif()
    tijdig_test(${name}_test ${long} LABEL "${ROOM_TEST_LABEL}" SOURCES ${tests} DEPENDS ${name} ${ROOM_TEST_DEPENDS}
                SERVERS ${ROOM_TEST_SERVERS})
  endif()
endfunction()

# One GoogleTest program: its cases are found when the tests run, and it runs from the source root. With SERVERS it
# finds real ones in its environment (tests/servers): `redis` is one of its own; `kafka` is the broker that all such
# tests share, and the program runs once on every version of it. The sanitizers leave these out: librdkafka is not
# instrumented, and the servers' time is not worth a third round.
function(tijdig_test name)
  cmake_parse_arguments(TEST "LONG" "LABEL" "SOURCES;DEPENDS;SERVERS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE tijdig_options ${TEST_DEPENDS} GTest::gmock GTest::gtest GTest::gtest_main
                                        rapidcheck)
  if(TEST_LONG)
    tijdig_compile_as_test(${name} LONG)
  else()
    tijdig_compile_as_test(${name})
  endif()
  if(TEST_SERVERS)
    tijdig_test_with_servers(${name} SERVERS ${TEST_SERVERS} COMMAND $<TARGET_FILE:${name}>)
    return()
  endif()
  if(NOT TEST_LABEL STREQUAL "plain")
    add_dependencies(tijdig_tests ${name})
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(TEST_LABEL)
    set_tests_properties(${name} PROPERTIES LABELS ${TEST_LABEL})
  endif()
endfunction()

# The brokers that tests run on, with what each says of transactions: without and with KIP-890.
set(TIJDIG_KAFKA_VERSIONS 3.9.2 4.3.1)

# A ctest test, labelled servers, whose command finds the addresses of real servers in its environment.
function(tijdig_test_with_servers name)
  cmake_parse_arguments(TEST "" "" "SERVERS;COMMAND" ${ARGN})
  set(run python3 ${CMAKE_SOURCE_DIR}/tests/servers/servers.py run)
  set(own)
  if("redis" IN_LIST TEST_SERVERS)
    set(own --redis)
  endif()
  if(NOT "kafka" IN_LIST TEST_SERVERS)
    add_test(NAME ${name} COMMAND ${run} ${own} -- ${TEST_COMMAND} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS servers)
    return()
  endif()
  foreach(version ${TIJDIG_KAFKA_VERSIONS})
    add_test(NAME ${name}_on_${version}
             COMMAND ${run} --shared ${CMAKE_BINARY_DIR}/kafka-${version}.json ${own} -- ${TEST_COMMAND}
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name}_on_${version} PROPERTIES LABELS servers FIXTURES_REQUIRED kafka_${version})
  endforeach()
endfunction()

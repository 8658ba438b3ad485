# Cross-compiles with Zig: ZIG is the compiler's path, ZIG_TARGET the triple, as in
# `x86_64-linux-gnu.2.17`.
if(ZIG_TARGET MATCHES "linux")
  set(CMAKE_SYSTEM_NAME Linux)
elseif(ZIG_TARGET MATCHES "macos")
  set(CMAKE_SYSTEM_NAME Darwin)
elseif(ZIG_TARGET MATCHES "freebsd")
  set(CMAKE_SYSTEM_NAME FreeBSD)
else()
  message(FATAL_ERROR "There is no system for the target '${ZIG_TARGET}'")
endif()
string(REGEX MATCH "^[^-]+" CMAKE_SYSTEM_PROCESSOR "${ZIG_TARGET}")

# A part of the command, as cmake-js sets the flags itself and thus undoes CMAKE_CXX_FLAGS_INIT.
set(CMAKE_CXX_COMPILER "${ZIG}" c++ -target "${ZIG_TARGET}")
set(CMAKE_COMPILE_WARNING_AS_ERROR ON)

# CMake tries its compiler out in a project of its own, which must know the target too.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ZIG ZIG_TARGET)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

// How a row fails.
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>

namespace kqueue_standin::rows {

inline void ExpectAt(bool met, const char* what, const char* file, int line) {
  if (met) return;
  throw std::runtime_error(std::string(file) + ":" + std::to_string(line) + ": " + what +
                           " (errno " + std::to_string(errno) + ")");
}
#define EXPECT(condition) ExpectAt((condition), #condition, __FILE__, __LINE__)

}  // namespace kqueue_standin::rows

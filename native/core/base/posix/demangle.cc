// Instead of the C++ library's own, where that is linked into the addon: a third of the binary, to
// print the name of an exception that nobody catches, in the last words of the process.
#include <cstddef>

// NOLINTNEXTLINE(bugprone-reserved-identifier, readability-identifier-naming): the library's name
extern "C" char* __cxa_demangle(const char* /*mangled*/, char* /*buffer*/, std::size_t* /*length*/,
                                int* status) {
  constexpr int kInvalidName = -2;
  if (status != nullptr) *status = kInvalidName;
  return nullptr;  // Then the name is printed as it is.
}

// What the program that has loaded the addon exports.
#pragma once

namespace selectors_ts::core {

/// The address of a function of the program, or of a library that is loaded for all of it, by the
/// function's C name; null if there is none. dlsym(3).
void* FindHostSymbol(const char* name);

}  // namespace selectors_ts::core

// What a BSD's read and write filters would say of a descriptor now: poll(2) with FIONREAD.
#pragma once

#include <cstdint>

namespace kqueue_standin {

enum class FileKind { kSocket, kPipe, kRegular, kOther };

FileKind KindOf(int fd);

struct Readiness {
  bool ready = false;
  bool eof = false;
  /// Bytes there are to read, connections to accept, or room to write. Less than zero for a regular
  /// file read past its end.
  intptr_t data = 0;
};

Readiness ReadReadiness(int fd, FileKind kind);
Readiness WriteReadiness(int fd, FileKind kind);

}  // namespace kqueue_standin

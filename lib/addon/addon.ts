import type { Outcome } from './outcome.js';
import type { ProcessCalls } from './processCalls.js';
import type { ShareCalls } from './shareCalls.js';
import type { SocketCalls } from './socketCalls.js';
import type { GilCalls, ThreadCalls } from './threadCalls.js';

/** What the addon exports. */
export interface Addon
  extends SelectCalls,
    ProcessCalls,
    ShareCalls,
    SocketCalls,
    WakerCalls,
    WatchCalls,
    ThreadCalls,
    GilCalls {
  /** The system's own numbers under Python's names, or C's; absent where the system has none. */
  readonly constants: Readonly<Record<string, number | undefined>>;

  /** errno(3) by name: all that the system has. */
  readonly errorNumbers: Readonly<Record<string, number>>;

  /** Milliseconds on the monotonic clock. */
  clockNowMs(): number;

  /** Closes a descriptor, owned by this environment or not. */
  closeDescriptor(fd: number): Outcome;
  /** Has the descriptor closed when the environment ends. */
  ownDescriptor(fd: number): Outcome;
  /** Gives up ownership without closing. */
  disownDescriptor(fd: number): Outcome;
  /** 1 if the number names an open file. */
  isOpenDescriptor(fd: number): Outcome;

  /** Throws the RangeError of a stack overflow where other functions here would. */
  requireStack(): Outcome;

  /** The name of the system call that failed last. */
  failedCall(): string;
  /** strerror(3) of a positive errno. */
  errorMessage(errno: number): string;
}

/** Wakers, each known by a number in all threads of the process. */
interface WakerCalls {
  /** Its number, or a negative errno. */
  wakerCreate(): Outcome;
  /** The descriptor to wait for. */
  wakerDescriptor(waker: number): Outcome;
  /** 1 if there is such a waker. */
  wakerWake(waker: number): Outcome;
  wakerDrain(waker: number): Outcome;
  wakerClose(waker: number): Outcome;
}

/** Watches, each known by a number in its own thread. */
interface WatchCalls {
  /** By Node's loop, for reading. The watch's number, or 0 if it cannot be had. */
  watchCreateOnLoop(fd: number, callback: () => void): Outcome;
  /** By a thread. The watch's number, or a negative errno. */
  watchCreateOnThread(callback: () => void): Outcome;
  /**
   * Has the callback called once.
   *
   * @param entries - as those of `pollWait`. By Node's loop, only whether there are any counts
   * @param timeoutMs - `Infinity` is for ever. May be over too early by a millisecond, or after a day
   */
  watchArm(
    watch: number,
    entries: Int32Array,
    count: number,
    timeoutMs: number,
    keepsAlive: boolean,
  ): Outcome;
  watchDisarm(watch: number): Outcome;
  watchKeepAlive(watch: number, keepsAlive: boolean): Outcome;
  watchClose(watch: number): Outcome;
}

/** The kernel objects behind `selectors-ts/select`. Those of another system are absent. */
interface SelectCalls {
  /** `sets`: six bitmaps of one size: three to watch, three that come back. */
  selectWait(sets: Int32Array, nfds: number, timeoutUs: number): Outcome;

  /** `entries`: pairs of a descriptor and `events | revents << 16`. */
  pollWait(entries: Int32Array, count: number, timeoutMs: number): Outcome;

  readonly epollLayout?: EpollLayout;
  epollCreate?(): Outcome;
  epollControl(
    epollFd: number,
    operation: number,
    fd: number,
    events: number,
    generation: number,
  ): Outcome;
  /**
   * Memory for waits with up to so many events or more, of any epoll object of this thread: an epoll
   * descriptor, the time-out in milliseconds, how many events at most, 1 once other memory has taken its
   * place; then the events.
   */
  epollMemory(capacity: number): Int32Array;
  /** Takes its arguments from that memory, and leaves the events there. */
  epollWait(): Outcome;
  /** A new epoll descriptor, for `epollAwaitEdge` to wait for `events` of poll(2) to happen. */
  epollEdges?(fd: number, events: number): Outcome;
  /** Returns the events, or 0 when the time is up. A negative time-out is for ever. */
  epollAwaitEdge(edgesFd: number, timeoutMs: number): Outcome;
  /** `interests`: triples of descriptor, events and generation. */
  epollRebuild(epollFd: number, interests: Int32Array): Outcome;

  readonly kqueueLayout?: KqueueLayout;
  kqueueCreate?(): Outcome;
  /**
   * Memory for calls of `kqueueControl`, for any kqueue of this thread, with up to so many events and
   * changes together, or more. In 32-bit words: a kqueue descriptor, how many events at most, the time-out
   * in seconds (-1 for ever) and nanoseconds, how many changes, behind how many kevents they stand, 1 once
   * other memory has taken its place, and one unused; then the kevents, with the events first.
   */
  kqueueMemory(kevents: number): ArrayBuffer;
  /** kevent(2): takes its arguments and changes from that memory, and leaves the events there. */
  kqueueControl(): Outcome;
}

/** `struct epoll_event` in 32-bit words: its size, and where its fields stand. */
export interface EpollLayout {
  /** Where the first event stands in the memory of `epollMemory`. */
  readonly start: number;
  readonly words: number;
  readonly events: number;
  /** The descriptor; the generation is in the word after it. */
  readonly data: number;
}

/** `struct kevent` in bytes: its size, and where its fields stand. */
export interface KqueueLayout {
  /** Where the first kevent stands in the memory of `kqueueMemory`. */
  readonly start: number;
  readonly bytes: number;
  readonly ident: KeventField;
  readonly filter: KeventField;
  readonly flags: KeventField;
  readonly fflags: KeventField;
  readonly data: KeventField;
  readonly udata: KeventField;
}

/** Systems differ in the order of the fields and in their sizes: 2, 4 or 8 bytes. */
export interface KeventField {
  readonly offset: number;
  readonly bytes: number;
}

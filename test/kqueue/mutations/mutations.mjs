/**
 * Ways to get kqueue(2) wrong, and the test that must notice each. `from` stands exactly once in its
 * file. (That ready filters take turns, and that fork(2) leaves the child no kqueue, asks nothing of
 * this code.)
 */
const core = 'native/core/kqueue.cc';
const binding = 'native/binding/kqueue.cc';
const kernelObject = 'lib/select/kqueue.ts';
const selector = 'lib/selectors/kqueueSelector.ts';

export const mutations = [
  {
    row: 'read + write: the filter that comes last wins',
    file: selector,
    from: '(events.get(fd) ?? 0) | (isWrite',
    to: '(isWrite',
    caughtBy: 'two filters come back as one entry',
  },
  {
    row: 'read + write: one event is lost',
    file: binding,
    from: 'events.get() + *count',
    to: 'events.get() + (*count > 1 ? 1 : *count)',
    caughtBy: 'read and write are two filters with an event each',
  },
  {
    row: 'EV_EOF with data: taken for the end',
    file: selector,
    from: 'const isWrite = filter === KQ_FILTER_WRITE;',
    to: 'const isWrite = filter === KQ_FILTER_WRITE; if (flags & 0x8000) continue;',
    caughtBy: 'unread bytes are ready after the end has come, and then the end itself',
  },
  {
    row: 'EV_EOF with data: what is left is not said',
    file: binding,
    from: 'static_cast<double>(event.data)',
    to: 'event.flags & EV_EOF ? 0 : static_cast<double>(event.data)',
    caughtBy: 'KQ_EV_EOF comes with the number of bytes left to read',
  },
  {
    row: 'close(fd), EV_DELETE: a filter that went with its descriptor is an error',
    file: selector,
    from: 'if (!(error instanceof OSError)) throw error;',
    to: 'throw error;',
    caughtBy: 'a closed descriptor is silent, even with a duplicate alive, and can be unregistered',
  },
  {
    row: 'EV_DELETE: filters stay',
    file: selector,
    from: 'new KEvent(fd, filter, KQ_EV_DELETE)',
    to: 'new KEvent(fd, filter, KQ_EV_ADD)',
    caughtBy: 'a single filter can be taken back, and the other stays',
  },
  {
    row: 'fork and exec: the child of an exec keeps the kqueue',
    file: core,
    from: 'SetCloseOnExec(fd)',
    to: 'Done()',
    caughtBy: 'the descriptor is close-on-exec',
  },
  {
    row: 'timeouts: for ever is passed on as a negative time',
    file: core,
    from: 'timeout_ns < 0 ? nullptr : &timeout',
    to: '&timeout',
    caughtBy: 'null waits for an event, a negative time-out for nothing',
  },
  {
    row: 'timeouts: more than a second in nanoseconds',
    file: core,
    from: "(timeout_ns % 1'000'000'000)",
    to: '(timeout_ns)',
    caughtBy: 'a time-out of more than a second reaches the kernel in seconds and nanoseconds',
  },
  {
    row: 'nevents = 0: no room, so that the time-out is ignored',
    file: selector,
    from: 'this.keys.size + 1',
    to: 'this.keys.size',
    caughtBy: 'with nothing registered it waits, as there is room for an event',
  },
  {
    row: 'errors in a change list: given room, they come back as events and are overlooked',
    file: selector,
    from: 'KQ_EV_ADD)], 0, 0)',
    to: 'KQ_EV_ADD)], 1, 0)',
    caughtBy: 'a refused descriptor is an error and leaves no key',
  },
  {
    row: 'errors in a change list: without room the failure is overlooked',
    file: binding,
    from: 'return Failure(info, count.error());',
    to: 'return Number(info, 0);',
    caughtBy: 'without room a change list ends at the first failure',
  },
  {
    row: 'errors in a change list: EV_ERROR is lost',
    file: binding,
    from: 'static_cast<double>(event.flags)',
    to: 'static_cast<double>(event.flags & ~EV_ERROR)',
    caughtBy: 'EV_RECEIPT gives one result for each change',
  },
  {
    row: 'returned flags: an event that keeps EV_ADD is taken for the last of its filter',
    file: selector,
    from: 'flags & KQ_EV_ONESHOT',
    to: 'flags & (KQ_EV_ONESHOT | KQ_EV_ADD)',
    caughtBy: 'a socket that has filled up is writable no longer',
  },
  {
    row: 'returned flags: EV_ADD is dropped',
    file: binding,
    from: 'static_cast<double>(event.flags)',
    to: 'static_cast<double>(event.flags & ~EV_ADD)',
    caughtBy: 'events keep the KQ_EV_ADD of their change, or do not',
  },
  {
    row: 'regular file: the read filter stays when the write filter is refused',
    file: selector,
    from: 'if (added & EVENT_READ) this.#deleteFilter(fd, KQ_FILTER_READ);',
    to: '',
    caughtBy: 'the first filter is taken back when the second is refused',
  },
  {
    row: 'regular file: what was watched goes before the write filter is refused',
    file: selector,
    from: 'const removed = before & ~events;',
    to: 'const removed = before & ~events; this.unwatch(fd, removed);',
    caughtBy: 'a refused modification keeps what was watched before',
  },
  {
    row: 'pipe whose reader closes: EV_ONESHOT goes unnoticed',
    file: selector,
    from: 'this.#broken.add(fd);',
    to: '{}',
    caughtBy: 'a pipe whose reader closes stays writable until it is unregistered',
  },
  {
    row: 'pipe whose reader closes: waited for all the same',
    file: selector,
    from: 'events.size > 0 ? 0 : timeoutMs',
    to: 'timeoutMs',
    caughtBy: 'a pipe whose reader has closed is not waited for',
  },
  {
    row: 'pipe whose reader closes: remembered beyond its end',
    file: selector,
    from: 'this.#broken.delete(fd)',
    to: 'this.#broken.has(fd)',
    caughtBy: 'a broken pipe that is closed leaves nothing to the new owner of its number',
  },
  {
    row: 'EVFILT_WRITE added after the reader closed: the refusal is overlooked',
    file: selector,
    from: 'KQ_FILTER_READ);\n        throw error;',
    to: 'KQ_FILTER_READ);',
    caughtBy: 'a pipe without a reader is refused, and leaves no key',
  },
  {
    row: 'a closed kqueue: it stays open',
    file: selector,
    from: 'this.#kqueue.close();',
    to: '',
    caughtBy: 'once closed it waits no more',
  },
  {
    row: 'number of filters: room for descriptors only',
    file: selector,
    from: '2 * this.keys.size + 1',
    to: 'this.keys.size || 1',
    caughtBy: 'there is room for both filters of every descriptor at once',
  },
  {
    row: 'number of filters: room for one event only',
    file: core,
    from: 'static_cast<int>(events.size())',
    to: 'events.empty() ? 0 : 1',
    caughtBy: 'there is room for both filters of every descriptor at once',
  },
  {
    row: 'a change goes in again with each wait',
    file: kernelObject,
    from: 'this.#changes = NO_ROWS;\n    const timeoutNs',
    to: 'const timeoutNs',
    caughtBy: 'a change goes to the kernel once, however often the wait is taken up again',
  },
];

"""Carries out sequences of operations on CPython's selectors: one JSON line in, one out.

driver.mjs does the same on ours. Descriptors are given relative to the first free one, as both
take the lowest free number each time.
"""
import errno
import json
import os
import selectors
import socket
import sys


class Documented:
    """Where ours differs from CPython, and says so."""

    _closed = False

    def register(self, fileobj, events, data=None):
        if self._closed:
            raise ValueError("I/O operation on closed selector")
        before = dict(self._fd_to_key)
        try:
            self._forget_former_owner(fileobj, events)
            return super().register(fileobj, events, data)
        except BaseException:
            self._restore(before)
            raise

    def _forget_former_owner(self, fileobj, events):
        if isinstance(fileobj, int) or events not in (1, 2, 3):
            return
        try:
            held = self._fd_to_key.get(self._fileobj_lookup(fileobj))
        except ValueError:
            return
        if held is None or held.fileobj is fileobj or isinstance(held.fileobj, int):
            return
        if held.fileobj.fileno() != held.fd:
            super().unregister(held.fileobj)

    def modify(self, fileobj, events, data=None):
        before = dict(self._fd_to_key)
        try:
            if self._fileobj_lookup(fileobj) in before and events not in (1, 2, 3):
                raise ValueError("Invalid events")
            return super().modify(fileobj, events, data)
        except BaseException as error:
            if isinstance(self, selectors.SelectSelector) or isinstance(error, ValueError):
                self._restore(before)
            raise

    def _restore(self, keys):
        self._fd_to_key.clear()
        self._fd_to_key.update(keys)
        if isinstance(self, selectors.SelectSelector):
            self._readers = {fd for fd, key in keys.items() if key.events & 1}
            self._writers = {fd for fd, key in keys.items() if key.events & 2}

    def select(self, timeout=None):
        if self._closed:
            raise ValueError("I/O operation on closed selector")
        return super().select(timeout)

    def close(self):
        super().close()
        self._closed = True


class File:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd

    def close(self):
        if self.fd >= 0:
            os.close(self.fd)
        self.fd = -1


class World:
    def __init__(self, backend, first):
        base = getattr(selectors, backend)
        self.first = first
        self.selector = type(backend, (Documented, base), {})()
        self.mapping = self.selector.get_map()
        self.objects = {}
        self.peers = {}
        self.numbers = {}
        self.names = {}
        self.opened = 0

    def put(self, place, fileobj, peer=None):
        self.close(place)
        self.closePeer(place)
        self.objects[place] = fileobj
        self.peers[place] = peer
        self.numbers[place] = fileobj.fileno()
        self.opened += 1
        self.names[id(fileobj)] = (self.opened, fileobj)

    def openSocket(self, place):
        fileobj, peer = socket.socketpair()
        fileobj.setblocking(False)
        peer.setblocking(False)
        self.put(place, fileobj, peer)

    def openFile(self, place):
        self.put(place, File(os.open(__file__, os.O_RDONLY)))

    def close(self, place):
        if place in self.objects:
            self.objects[place].close()

    def closePeer(self, place):
        if self.peers.get(place):
            self.peers[place].close()
            self.peers[place] = None

    def send(self, place):
        if self.peers.get(place):
            try:
                self.peers[place].send(b'x')
            except OSError:
                pass

    def receive(self, place):
        fileobj = self.objects.get(place)
        if isinstance(fileobj, socket.socket) and fileobj.fileno() >= 0:
            try:
                fileobj.recv(1)
            except OSError:
                pass

    def resolve(self, target):
        (kind, value), = target.items()
        if kind == 'object':
            return self.objects.get(value)
        if kind == 'numberOf':
            return self.numbers.get(value, -1)
        if kind == 'number':
            return value if value < 0 else value + self.first
        return (None, 'text', {}, [])[value]

    def key(self, key):
        if key is None:
            return None
        if isinstance(key.fileobj, int):
            name = f'number {key.fileobj - self.first}'
        else:
            name = f'object {self.names[id(key.fileobj)][0]}'
        return [name, key.fd - self.first, key.events, key.data]

    def register(self, target, events, data):
        return self.key(self.selector.register(self.resolve(target), events, data))

    def unregister(self, target):
        return self.key(self.selector.unregister(self.resolve(target)))

    def modify(self, target, events, **data):
        return self.key(self.selector.modify(self.resolve(target), events, **data))

    def getKey(self, target):
        return self.key(self.selector.get_key(self.resolve(target)))

    def getFromMap(self, target):
        return self.key(self.mapping.get(self.resolve(target)))

    def select(self):
        ready = [self.key(key) + [events] for key, events in self.selector.select(0)]
        return sorted(ready, key=lambda entry: entry[1])

    def map(self):
        mapping = self.selector.get_map()
        if mapping is None:
            return None
        return [[fd - self.first, self.key(key)] for fd, key in mapping.items()]

    def closeSelector(self):
        self.selector.close()

    def attempt(self, name, **arguments):
        try:
            return getattr(self, name)(**arguments)
        except OSError as error:
            return {'error': type(error).__name__, 'code': errno.errorcode[error.errno]}
        except Exception as error:
            return {'error': type(error).__name__}

    def end(self):
        self.selector.close()
        for place in list(self.objects):
            self.close(place)
            self.closePeer(place)


# Fills the gaps below, so that the numbers that follow have none.
filling = [os.open(os.devnull, os.O_RDONLY) for _ in range(64)]

for line in sys.stdin:
    sequence = json.loads(line)
    world = World(sequence['python'], filling[-1] + 1)
    results = [world.attempt(**operation) for operation in sequence['operations']]
    world.end()
    print(json.dumps(results), flush=True)

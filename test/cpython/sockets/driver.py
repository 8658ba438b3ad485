"""Carries out sequences of operations on CPython's sockets: one JSON line in, one out.

driver.mjs does the same on ours. Both take the lowest free descriptor each time, so that an object
whose descriptor was closed by another comes to stand for the same socket in both.
"""
import errno
import json
import os
import select
import shutil
import socket
import struct
import sys
import tempfile

FLAGS = {
    'none': 0,
    'peek': socket.MSG_PEEK,
    'dontWait': socket.MSG_DONTWAIT,
    'waitAll': socket.MSG_WAITALL,
}


class Documented(socket.socket):
    """Where ours differs from CPython, and says so.

    The mode is each object's own, though two may stand for one socket; the call comes before the wait, with
    a time-out too; flags that forbid to wait hold for calls with a time-out; so does the end of a socket
    that has been shut down; a closed socket is one to those who want 0 bytes of it.
    """

    def recv(self, size, flags=0):
        return self.tried('recv', size, flags) if size > 0 else self.nothing(super().recv)

    def recv_into(self, buffer, size=0, flags=0):
        if len(buffer) == 0:
            return len(self.nothing(super().recv))
        return self.tried('recv_into', buffer, size, flags)

    def recvfrom(self, *arguments):
        return self.tried('recvfrom', *arguments)

    def send(self, *arguments):
        return self.tried('send', *arguments)

    def sendto(self, *arguments):
        return self.tried('sendto', *arguments)

    def sendall(self, data):
        if self.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            self.send(data)
        self.settimeout(self.gettimeout())
        super().sendall(data)

    def _accept(self):
        return self.tried('_accept')

    def nothing(self, receive):
        if self.fileno() < 0:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return receive(0)

    def tried(self, method, *arguments):
        timeout = self.gettimeout()
        call = getattr(super(), method)
        self.settimeout(timeout)
        if not timeout:
            return call(*arguments)
        try:
            self.settimeout(0)
            return call(*arguments)
        except BlockingIOError:
            if arguments and arguments[-1] == socket.MSG_DONTWAIT:
                raise
            if not method.startswith('send') and self.has_ended():
                self.settimeout(None)
                return call(*arguments)
        finally:
            self.settimeout(timeout)
        return call(*arguments)

    def has_ended(self):
        poll = select.poll()
        poll.register(self, select.POLLRDHUP)
        return poll.poll(0)


def documented(made):
    copy = Documented(fileno=made.fileno())
    copy.settimeout(made.gettimeout())
    made.detach()
    return copy


class World:
    def __init__(self):
        self.places = {}
        self.paths = {}
        self.opened = []

    def put(self, place, made):
        self.places[place] = made
        self.opened.append(made)
        self.setLimit(place, False, 2000)
        self.setLimit(place, True, 2000)

    def bind(self, place):
        path = f's{len(self.opened)}'
        self.places[place].bind(path)
        self.paths[place] = path

    def at(self, place):
        if place not in self.places:
            self.openStream(place)
        return self.places[place]

    def pathOf(self, place):
        return self.paths.get(place, 'nowhere')

    def openStream(self, place):
        self.put(place, Documented(socket.AF_UNIX, socket.SOCK_STREAM))

    def openDatagram(self, place):
        self.put(place, Documented(socket.AF_UNIX, socket.SOCK_DGRAM))
        self.bind(place)

    def openPair(self, place, other, datagrams):
        kind = socket.SOCK_DGRAM if datagrams else socket.SOCK_STREAM
        left, right = map(documented, socket.socketpair(socket.AF_UNIX, kind))
        self.put(place, left)
        self.put(other, right)

    def openServer(self, place):
        self.openStream(place)
        self.bind(place)
        self.places[place].listen(50)

    def openAlias(self, place, other):
        fd = self.at(other).fileno()
        self.put(place, Documented(fileno=fd))

    def connect(self, place, other):
        self.at(place).connect(self.pathOf(other))

    def connectEx(self, place, other):
        return self.at(place).connect_ex(self.pathOf(other))

    def accept(self, place, other):
        made, address = self.at(place).accept()
        self.put(other, documented(made))
        return address

    def setTimeout(self, place, timeout):
        self.at(place).settimeout(timeout)

    def setBlocking(self, place, isBlocking):
        self.at(place).setblocking(isBlocking)

    def setLimit(self, place, isSending, limitUs):
        option = socket.SO_SNDTIMEO if isSending else socket.SO_RCVTIMEO
        limit = struct.pack('@ll', *divmod(limitUs, 1_000_000))
        self.at(place).setsockopt(socket.SOL_SOCKET, option, limit)

    def send(self, place, text):
        return self.at(place).send(text.encode())

    def sendAll(self, place, text):
        self.at(place).sendall(text.encode())

    def sendMuch(self, place):
        self.at(place).sendall(b'm' * 500_000)

    def sendTo(self, place, other, text):
        return self.at(place).sendto(text.encode(), self.pathOf(other))

    def receive(self, place, size, flags):
        return self.at(place).recv(size, FLAGS[flags]).decode()

    def receiveInto(self, place, size, flags):
        buffer = bytearray(b'.' * size)
        count = self.at(place).recv_into(buffer, 0, FLAGS[flags])
        return [count, buffer.decode()]

    def receiveFrom(self, place, size, flags):
        data, address = self.at(place).recvfrom(size, FLAGS[flags])
        return [data.decode(), address]

    def receiveAll(self, place):
        count = 0
        while data := self.at(place).recv(1_000_000, FLAGS['dontWait']):
            count += len(data)
        return count

    def shutDown(self, place, how):
        self.at(place).shutdown(how)

    def close(self, place):
        self.at(place).close()

    def describe(self, place):
        made = self.at(place)
        return [made.gettimeout(), made.getblocking(), made.type, made.getsockname()]

    def attempt(self, name, **arguments):
        try:
            return getattr(self, name)(**arguments)
        except TimeoutError as error:
            return [type(error).__name__]
        except OSError as error:
            return [type(error).__name__, errno.errorcode[error.errno]]
        except ValueError as error:
            return [type(error).__name__, None]

    def end(self):
        for made in self.opened:
            try:
                made.close()
            except OSError:
                pass


# Fills the gaps below, so that the numbers that follow have none.
filling = [os.open(os.devnull, os.O_RDONLY) for _ in range(64)]

for line in sys.stdin:
    folder = tempfile.mkdtemp(prefix='selectors-ts-')
    os.chdir(folder)
    world = World()
    results = [world.attempt(**operation) for operation in json.loads(line)]
    world.end()
    shutil.rmtree(folder)
    print(json.dumps(results), flush=True)

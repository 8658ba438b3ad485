"""A chat server on Python's selectors. A client's first line is the number of its room and is sent
back; each later line goes to everybody else in the room. What a client has not yet taken is queued,
and a client with too long a queue is cut off."""

import collections
import selectors
import socket

from server import serve

MOST_QUEUED_BYTES = 1 << 20
buffer = memoryview(bytearray(65536))
rooms = collections.defaultdict(set)


class Client:
    def __init__(self, selector, sock):
        self.selector = selector
        self.sock = sock
        self.room = None
        self.unfinished = b""
        self.queue = b""
        selector.register(sock, selectors.EVENT_READ, self.on_ready)

    def on_ready(self, sock, mask):
        if mask & selectors.EVENT_WRITE:
            self.flush()
        if mask & selectors.EVENT_READ:
            self.receive()

    def receive(self):
        try:
            received = self.sock.recv_into(buffer)
        except BlockingIOError:
            return
        except OSError:
            received = 0
        if received == 0:
            return self.drop()
        lines, newline, rest = bytes(buffer[:received]).rpartition(b"\n")
        if newline:
            self.take(self.unfinished + lines + newline)
            self.unfinished = b""
        self.unfinished += rest

    def take(self, lines):
        if self.room is None:
            first, _, lines = lines.partition(b"\n")
            self.room = rooms[int(first)]
            self.room.add(self)
            self.send(first + b"\n")
        if not lines:
            return
        for member in self.room:
            if member is not self:
                member.send(lines)

    def send(self, data):
        if not self.queue:
            try:
                sent = self.sock.send(data)
            except BlockingIOError:
                sent = 0
            except OSError:
                return
            if sent == len(data):
                return
            data = data[sent:]
            self.selector.modify(
                self.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, self.on_ready
            )
        if len(self.queue) + len(data) > MOST_QUEUED_BYTES:
            self.sock.shutdown(socket.SHUT_RDWR)
        else:
            self.queue += data

    def flush(self):
        try:
            self.queue = self.queue[self.sock.send(self.queue) :]
        except OSError:
            return
        if not self.queue:
            self.selector.modify(self.sock, selectors.EVENT_READ, self.on_ready)

    def drop(self):
        if self.room is not None:
            self.room.discard(self)
        self.selector.unregister(self.sock)
        self.sock.close()


serve(Client)

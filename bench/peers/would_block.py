"""recv_into() on an empty non-blocking socket of Python's, until its BlockingIOError is caught."""

import socket

from rounds import answer_rounds

left, right = socket.socketpair()
left.setblocking(False)
buffer = bytearray(64)


def receive():
    try:
        left.recv_into(buffer)
    except BlockingIOError:
        pass


answer_rounds(receive)

"""Registers descriptors with one of Python's selectors and unregisters them: time per pair.

register.py BACKEND REGISTERED"""

import selectors
import socket
import sys

from rounds import answer_rounds

BACKENDS = {
    "epoll": selectors.EpollSelector,
    "poll": selectors.PollSelector,
    "select": selectors.SelectSelector,
}

selector = BACKENDS[sys.argv[1]]()
registered = int(sys.argv[2])
sockets = [end for _ in range(registered // 2) for end in socket.socketpair()]
fds = [end.fileno() for end in sockets]


def register_all():
    for fd in fds:
        selector.register(fd, selectors.EVENT_READ)
    for fd in fds:
        selector.unregister(fd)


answer_rounds(register_all, registered)

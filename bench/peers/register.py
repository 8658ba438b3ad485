"""Registers descriptors with one of Python's selectors and unregisters them: time per pair; or
changes what they are watched for: time per modify().

register.py BACKEND REGISTERED register|modify"""

import selectors
import socket
import sys
from itertools import cycle
from selectors import EVENT_READ, EVENT_WRITE

from rounds import answer_rounds

backend, registered, operation = sys.argv[1], int(sys.argv[2]), sys.argv[3]
selector = getattr(selectors, f"{backend.capitalize()}Selector")()
sockets = [end for _ in range(registered // 2) for end in socket.socketpair()]
fds = [end.fileno() for end in sockets]
changes = cycle([EVENT_READ | EVENT_WRITE, EVENT_READ])


def register_all():
    for fd in fds:
        selector.register(fd, EVENT_READ)


def unregister_all():
    for fd in fds:
        selector.unregister(fd)


def modify_all():
    events = next(changes)
    for fd in fds:
        selector.modify(fd, events)


if operation == "modify":
    register_all()
    answer_rounds(modify_all, registered)
else:
    answer_rounds(lambda: (register_all(), unregister_all()), registered)

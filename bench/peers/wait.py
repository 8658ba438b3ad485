"""One select() of Python's selectors and a call of each ready key's data.

wait.py BACKEND REGISTERED READY TIMEOUT_SECONDS, the last `none` to wait without limit"""

import selectors
import socket
import sys

from rounds import answer_rounds

backend, registered, ready = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
timeout = None if sys.argv[4] == "none" else float(sys.argv[4])
dispatched = 0


def on_readable(sock, mask):
    global dispatched
    dispatched += 1


selector = getattr(selectors, f"{backend.capitalize()}Selector")()
sockets = [end for _ in range(registered // 2) for end in socket.socketpair()]
for end in sockets:
    selector.register(end, selectors.EVENT_READ, on_readable)
for i in range(ready):
    sockets[(2 * i + 1) * registered // (2 * ready) ^ 1].send(b"x")


def wait():
    for key, mask in selector.select(timeout):
        key.data(key.fileobj, mask)


wait()
assert dispatched == ready
answer_rounds(wait)

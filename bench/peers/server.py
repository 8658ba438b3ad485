"""What the Python servers share: answers to standard input, with which they end; and, for those on
Python's selectors, a listener and a loop."""

import os
import selectors
import socket
import sys
import time

from rounds import announce, print_line


def answer_cpu_time():
    """Answers each line of input with the CPU time so far. False at the end of input."""
    lines = os.read(sys.stdin.fileno(), 256)
    for _ in range(lines.count(b"\n")):
        print_line({"cpuNs": time.process_time_ns()})
    return lines != b""


def serve(on_client):
    selector = selectors.DefaultSelector()
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    listener.setblocking(False)

    def accept(listener, mask):
        try:
            while True:
                client, _ = listener.accept()
                client.setblocking(False)
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                on_client(selector, client)
        except BlockingIOError:
            pass

    selector.register(listener, selectors.EVENT_READ, accept)
    selector.register(
        sys.stdin, selectors.EVENT_READ, lambda stdin, mask: answer_cpu_time() or sys.exit()
    )
    announce(listener)
    while True:
        for key, mask in selector.select():
            key.data(key.fileobj, mask)

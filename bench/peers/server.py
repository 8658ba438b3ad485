"""What the servers on Python's selectors share: a listener and a loop that ends with standard input."""

import selectors
import socket
import sys

from rounds import announce


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
    selector.register(sys.stdin, selectors.EVENT_READ, lambda stdin, mask: sys.exit())
    announce(listener)
    while True:
        for key, mask in selector.select():
            key.data(key.fileobj, mask)

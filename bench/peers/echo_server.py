"""A TCP echo server on Python's selectors. A client that does not take its echo is dropped."""

import selectors

from server import serve

buffer = memoryview(bytearray(65536))


def on_client(selector, client):
    def echo(client, mask):
        try:
            received = client.recv_into(buffer)
            if received > 0 and client.send(buffer[:received]) == received:
                return
        except OSError:
            pass
        selector.unregister(client)
        client.close()

    selector.register(client, selectors.EVENT_READ, echo)


serve(on_client)

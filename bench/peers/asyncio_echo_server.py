"""A TCP echo server on asyncio's protocols, its fastest interface."""

import asyncio
import sys

from rounds import announce
from server import answer_cpu_time


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0, backlog=4096)
    announce(server.sockets[0])
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, lambda: answer_cpu_time() or ended.set())
    await ended.wait()


asyncio.run(main())

"""A thread that waits for answers beside one that computes: the median ns from an answer's leaving
the server to the thread's having it.

convoy.py SWITCH_INTERVAL_SECONDS PORT PID
"""

import socket
import statistics
import struct
import sys
import threading
import time

from crew import Crew, compute
from rounds import answer_figures

STAMP = struct.Struct("d")

switch_interval, port = float(sys.argv[1]), int(sys.argv[2])


def ask(deadline, server):
    latencies_ns = []
    while time.perf_counter() < deadline:
        server.sendall(b"?")
        (left_ns,) = STAMP.unpack(server.recv(STAMP.size))
        latencies_ns.append(time.perf_counter_ns() - left_ns)
    return statistics.median(latencies_ns)


server = socket.create_connection(("127.0.0.1", port))
server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
sys.setswitchinterval(switch_interval)
crew = Crew()
crew.hire(threading.Thread, ask, server)
crew.hire(threading.Thread, compute)
answer_figures(lambda round_ms: {"time": crew.work(round_ms)[0]})

"""Threads that each wait for a slow server's answers: answers per second of all together.

ask.py THREADS PORT PID
"""

import socket
import sys
import threading
import time

from crew import Crew
from rounds import answer_figures

threads, port = int(sys.argv[1]), int(sys.argv[2])


def ask(deadline, server):
    answers = 0
    while time.perf_counter() < deadline:
        server.sendall(b"?")
        server.recv(8)
        answers += 1
    return answers


crew = Crew()
for _ in range(threads):
    crew.hire(threading.Thread, ask, socket.create_connection(("127.0.0.1", port)))


def measure(round_ms):
    return {"rate": sum(crew.work(round_ms)) / round_ms * 1000}


answer_figures(measure)

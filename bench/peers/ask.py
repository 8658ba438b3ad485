"""Threads that each wait for a slow server's answers: answers per second of all together.

ask.py THREADS SECONDS PORT PID
"""

import socket
import sys
import threading
import time

from crew import Crew
from rounds import answer_figures

threads, seconds, port = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])


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
answer_figures(lambda: sum(crew.work(seconds)) / seconds)

"""Threads or processes that compute at once: steps per second of all together, or the share in % of
the one who has done most.

compute.py threads|processes COUNT rate|share
"""

import multiprocessing
import sys
import threading

from crew import Crew, compute
from rounds import answer_figures

kind, count, figure = sys.argv[1], int(sys.argv[2]), sys.argv[3]
crew = Crew()
for _ in range(count):
    crew.hire(threading.Thread if kind == "threads" else multiprocessing.Process, compute)


def measure(round_ms):
    steps = crew.work(round_ms)
    if figure == "share":
        return {"share": 100 * max(steps) / sum(steps)}
    return {"rate": sum(steps) / round_ms * 1000}


answer_figures(measure)

"""Threads or processes that compute at once: steps per second of all together, or the share in % of
the one who has done most.

compute.py threads|processes COUNT SECONDS rate|share
"""

import multiprocessing
import sys
import threading

from crew import Crew, compute
from rounds import answer_figures

kind, count, seconds, figure = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
crew = Crew()
for _ in range(count):
    crew.hire(threading.Thread if kind == "threads" else multiprocessing.Process, compute)


def measure():
    steps = crew.work(seconds)
    return 100 * max(steps) / sum(steps) if figure == "share" else sum(steps) / seconds


answer_figures(measure)

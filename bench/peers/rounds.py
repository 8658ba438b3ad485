"""The round protocol in Python: a line on standard input runs one round, which answers with one
JSON line on standard output; end of file ends the process. See bench/rounds/ for the other side."""

import json
import os
import sys
import time

SHORTEST_ROUND_NS = 50e6


def print_line(answer):
    print(json.dumps(answer), flush=True)


def answer_rounds(step, units_per_step=1):
    """Answers with the time per unit, in ns. The number of steps doubles until a round is long
    enough, and is kept for the rounds that follow."""
    steps = 1
    for _ in sys.stdin:
        while True:
            started_ns = time.perf_counter_ns()
            for _ in range(steps):
                step()
            elapsed_ns = time.perf_counter_ns() - started_ns
            if elapsed_ns >= SHORTEST_ROUND_NS:
                break
            steps *= 2
        print_line({"figure": elapsed_ns / steps / units_per_step})


def answer_figures(measure):
    """Answers with what a round's measurement returns, in whatever unit."""
    for _ in sys.stdin:
        print_line({"figure": measure()})


def announce(listener):
    """Tells where to connect and whose CPU time to read."""
    print_line({"port": listener.getsockname()[1], "pid": os.getpid()})

"""The round protocol in Python: a line on standard input asks for a round, with the time that it
should take in ms; a line of JSON on standard output answers with its figures; end of file ends the
process. See bench/rounds/ for the other side."""

import json
import os
import sys
import time

NS_PER_MS = 1e6


def print_line(answer):
    print(json.dumps(answer), flush=True)


def answer_figures(measure):
    """Answers with what a round's measurement returns, by the names of its figures."""
    for line in sys.stdin:
        print_line(measure(float(line)))


def answer_rounds(step, units_per_step=1):
    """Answers with the time per unit. The number of steps doubles until a round is long enough, and
    is kept for the rounds that follow."""
    steps = 1

    def measure(round_ms):
        nonlocal steps
        while True:
            started_ns = time.perf_counter_ns()
            for _ in range(steps):
                step()
            elapsed_ns = time.perf_counter_ns() - started_ns
            if elapsed_ns >= round_ms * NS_PER_MS:
                return {"time": elapsed_ns / steps / units_per_step}
            steps *= 2

    answer_figures(measure)


def announce(listener):
    """A server's first line: tells where to connect, and which process it is."""
    print_line({"port": listener.getsockname()[1], "pid": os.getpid()})

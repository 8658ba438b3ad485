"""The experiments of this example in Python, each done once: peer.py SLOW_PORT QUICK_PORT --quick|--full

The same work in the same way: threads begin together, and each tells when it began and ended.
"""

import json
import multiprocessing
import platform
import socket
import statistics
import sys
import threading
import time

FULL = {"steps": 3_000_000, "questions": 64, "answers": 60}
QUICK = {"steps": 800_000, "questions": 16, "answers": 60}


def compute(steps):
    x = 1
    while steps > 0:
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        steps -= 1
    return x


def ask(server):
    server.sendall(b"?")
    server.recv(1)


def connect(port):
    server = socket.create_connection(("127.0.0.1", port))
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return server


def race(count, prepare):
    """Seconds from the first to begin to the last to end."""
    begin = threading.Barrier(count, timeout=20)
    clockings = []

    def run():
        work = prepare()
        begin.wait()
        began = time.perf_counter()
        work()
        clockings.append((began, time.perf_counter()))

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return span(clockings)


def span(clockings):
    return max(end for _, end in clockings) - min(begin for begin, _ in clockings)


def cpu(count, steps):
    return race(count, lambda: lambda: compute(steps // count))


def io(count, port, questions):
    def prepare():
        server = connect(port)
        ask(server)

        def work():
            with server:
                for _ in range(questions // count):
                    ask(server)

        return work

    return race(count, prepare)


def process_work(connection, steps):
    connection.send("ready")
    connection.recv()
    began = time.perf_counter()
    compute(steps)
    connection.send((began, time.perf_counter()))


def processes(count, steps):
    connections = []
    for _ in range(count):
        ours, theirs = multiprocessing.Pipe()
        args = (theirs, steps // count)
        multiprocessing.Process(target=process_work, args=args, daemon=True).start()
        theirs.close()
        connections.append(ours)
    for connection in connections:
        connection.recv()
    for connection in connections:
        connection.send("go")
    return span([connection.recv() for connection in connections])


def convoy(port, answers, switch_interval):
    """An I/O thread's median latency; without a CPU thread if there is no switch interval."""
    begin = threading.Event()
    over = threading.Event()
    latencies = []

    def ask_all():
        with connect(port) as server:
            ask(server)
            begin.wait()
            for _ in range(answers):
                asked = time.perf_counter()
                ask(server)
                latencies.append(time.perf_counter() - asked)
        over.set()

    def compute_until_over():
        begin.set()  # It is at work: the other finds the GIL taken.
        while not over.is_set():
            compute(500)

    threads = [threading.Thread(target=ask_all)]
    usual = sys.getswitchinterval()
    if switch_interval is None:
        begin.set()
    else:
        sys.setswitchinterval(switch_interval)
        threads.append(threading.Thread(target=compute_until_over))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(usual)
    return statistics.median(latencies)


def main():
    slow, quick = int(sys.argv[1]), int(sys.argv[2])
    size = QUICK if sys.argv[3] == "--quick" else FULL
    steps, questions, answers = size["steps"], size["questions"], size["answers"]
    experiments = {
        "cpu1": lambda: cpu(1, steps),
        "cpu2": lambda: cpu(2, steps),
        "cpu4": lambda: cpu(4, steps),
        "processes2": lambda: processes(2, steps),
        "io1": lambda: io(1, slow, questions),
        "io4": lambda: io(4, slow, questions),
        "io16": lambda: io(16, slow, questions),
        "alone": lambda: convoy(quick, answers, None),
        "convoy5": lambda: convoy(quick, answers, 0.005),
        "convoy0.5": lambda: convoy(quick, answers, 0.0005),
    }
    seconds = {key: experiment() for key, experiment in experiments.items()}
    print(
        json.dumps(
            {
                "version": f"{platform.python_implementation()} {platform.python_version()}",
                "seconds": seconds,
            }
        )
    )


if __name__ == "__main__":
    main()

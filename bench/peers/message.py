"""A message to a thread or a process and back: ns for both ways.

message.py threads|processes
"""

import multiprocessing
import queue
import sys
import threading

from rounds import answer_rounds

MESSAGE = {"kind": "greeting", "number": 42, "text": "Hello there"}


def answer(get, put):
    while True:
        put(get())


if sys.argv[1] == "threads":
    questions, answers = queue.Queue(), queue.Queue()
    threading.Thread(target=answer, args=(questions.get, answers.put), daemon=True).start()
    put, get = questions.put, answers.get
else:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=answer, args=(theirs.recv, theirs.send), daemon=True)
    process.start()
    put, get = ours.send, ours.recv


def there_and_back():
    put(MESSAGE)
    get()


answer_rounds(there_and_back)

import queue
import threading


def produce(items, number):
    for i in range(50):
        items.put(number * 50 + i)
    items.put(None)


def consume(items, sums, lock):
    total = count = 0
    while True:
        item = items.get()
        if item is None:
            break
        total += item
        count += 1
    with lock:
        sums.put((count, total))


if __name__ == '__main__':
    items = queue.Queue(maxsize=4)
    sums = queue.Queue()
    lock = threading.Lock()
    threads = [threading.Thread(target=produce, args=(items, i)) for i in range(3)]
    threads += [threading.Thread(target=consume, args=(items, sums, lock)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results = [sums.get() for _ in range(3)]
    print(sum(count for count, _ in results), sum(total for _, total in results))
    print(items.empty(), sums.qsize(), lock.locked())

import queue
import threading


def log(messages):
    try:
        while True:
            print('log:', messages.get(), flush=True)
            messages.task_done()
    finally:
        print('the logger ends', flush=True)


if __name__ == '__main__':
    messages = queue.Queue()
    threading.Thread(target=log, args=(messages,), daemon=True).start()
    for i in range(5):
        messages.put(f'message {i}')
    messages.join()
    print('end', flush=True)

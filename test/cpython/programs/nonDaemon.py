import threading
import time


def outlive(name, seconds):
    try:
        time.sleep(seconds)
    finally:
        print(name, 'ends', flush=True)


def start(name):
    threading.Thread(target=outlive, args=(name, 0.1)).start()
    print('the starter ends', flush=True)


if __name__ == '__main__':
    threading.Thread(target=outlive, args=('daemon', 1e6), daemon=True).start()
    starter = threading.Thread(target=start, args=('grandchild',))
    starter.start()
    starter.join()
    print('end', flush=True)

import threading


def attempt(call, *args):
    try:
        print(call(*args), flush=True)
    except Exception as error:
        print(type(error).__name__, error, flush=True)


def join_self():
    attempt(threading.current_thread().join)


def set_own_daemon():
    attempt(setattr, threading.current_thread(), 'daemon', True)


if __name__ == '__main__':
    thread = threading.Thread(target=join_self)
    attempt(thread.join)
    thread.start()
    thread.join()
    attempt(thread.start)
    attempt(thread.join, 0.01)
    attempt(thread.join, -1)
    attempt(setattr, thread, 'daemon', True)
    attempt(threading.current_thread().join)
    thread = threading.Thread(target=set_own_daemon)
    thread.start()
    thread.join()
    attempt(threading.Lock().release)
    attempt(threading.RLock().release)
    attempt(threading.Semaphore, -1)

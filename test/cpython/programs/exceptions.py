import threading


def fail(text):
    raise ValueError(text)


def hook(args):
    print('hook:', args.exc_type.__name__, args.exc_value, args.thread.name, flush=True)


if __name__ == '__main__':
    thread = threading.Thread(target=fail, args=('reported',))
    thread.start()
    thread.join()
    print('alive:', thread.is_alive(), flush=True)
    threading.excepthook = hook
    thread = threading.Thread(target=fail, args=('hooked',), name='hooked thread')
    thread.start()
    thread.join()
    print('end', flush=True)

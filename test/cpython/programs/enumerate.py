import threading


def wait(barrier, event):
    barrier.wait()
    event.wait()


if __name__ == '__main__':
    barrier = threading.Barrier(4)
    event = threading.Event()
    threads = [
        threading.Thread(target=wait, args=(barrier, event), name=name, daemon=name == 'b')
        for name in 'abc'
    ]
    print(sorted(thread.name for thread in threading.enumerate()), threading.active_count())
    for thread in threads:
        thread.start()
    barrier.wait()
    print(sorted(thread.name for thread in threading.enumerate()), threading.active_count())
    print([thread.is_alive() for thread in threads], len({thread.ident for thread in threads}))
    event.set()
    for thread in threads:
        thread.join()
    print(sorted(thread.name for thread in threading.enumerate()), threading.active_count())
    print([thread.is_alive() for thread in threads])

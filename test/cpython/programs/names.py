import threading


def work():
    me = threading.current_thread()
    print(me.name, me.daemon, me is threading.main_thread(), flush=True)
    print('child of', me.name, 'is daemon:', threading.Thread(name='child').daemon, flush=True)


def other():
    print(threading.current_thread().name, threading.main_thread().name, flush=True)


if __name__ == '__main__':
    print(threading.current_thread().name, threading.Thread().name)
    threads = [
        threading.Thread(target=work),
        threading.Thread(target=other),
        threading.Thread(target=work, name='given', daemon=True),
        threading.Thread(target=work, name='', daemon=False),
        threading.Thread(),
    ]
    for thread in threads:
        print(thread.name, thread.daemon, thread.ident is None, flush=True)
    threads[1].name = 'renamed'
    threads[1].daemon = True
    for thread in threads:
        thread.start()
        thread.join()
        print(thread.name, thread.daemon, thread.ident is None, flush=True)

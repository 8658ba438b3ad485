import threading


def work(name, count):
    for i in range(count):
        print(name, i, flush=True)


if __name__ == '__main__':
    print('begin', flush=True)
    for name in ['first', 'second', 'third']:
        thread = threading.Thread(target=work, args=(name, 3))
        thread.start()
        thread.join()
        print(name, 'joined', 'alive' if thread.is_alive() else 'over', flush=True)
    print('end', flush=True)

import threading


def play(turn, mine, name, count):
    for i in range(count):
        turn[mine].acquire()
        print(name, i, flush=True)
        turn[1 - mine].release()


if __name__ == '__main__':
    turn = [threading.Semaphore(1), threading.Semaphore(0)]
    players = [
        threading.Thread(target=play, args=(turn, 0, 'ping', 5)),
        threading.Thread(target=play, args=(turn, 1, 'pong', 5)),
    ]
    for player in reversed(players):
        player.start()
    for player in players:
        player.join()
    print('end', flush=True)

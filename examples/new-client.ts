/**
 * The program everybody starts from, line by line. In Python:
 *
 *     import selectors
 *     import socket
 *     import sys
 *
 *     sel = selectors.DefaultSelector()
 *
 *     for port in sys.argv[1:] or [5001, 5002]:
 *         sock = socket.socket()
 *         sock.bind(('localhost', int(port)))
 *         sock.listen()
 *         sock.setblocking(False)
 *         sel.register(sock, selectors.EVENT_READ)
 *         print('Listening on port', sock.getsockname()[1])
 *
 *     while True:
 *         for key, events in sel.select(1):
 *             client, address = key.fileobj.accept()
 *             print('New client!')
 *             client.close()
 *
 * Run it with `node dist/examples/new-client.js`, and connect: `nc localhost 5001`.
 */
import * as selectors from 'selectors-ts';
import * as socket from 'selectors-ts/socket';

const sel = new selectors.DefaultSelector<socket.Socket>();

for (const port of process.argv.length > 2 ? process.argv.slice(2) : [5001, 5002]) {
  const sock = new socket.Socket();
  sock.bind(['localhost', Number(port)]);
  sock.listen();
  sock.setblocking(false);
  sel.register(sock, selectors.EVENT_READ);
  console.log('Listening on port', sock.getsockname()[1]);
}

while (true) {
  for (const [key] of sel.select(1)) {
    const [client] = key.fileobj.accept();
    console.log('New client!');
    client.close();
  }
}

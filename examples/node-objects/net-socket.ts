// A selector waits for a connection and its first line; the rest is for Node, as a net.Socket.
import { Socket as NodeSocket } from 'node:net';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

using selector = new DefaultSelector<Socket>();
using listener = createServer(['127.0.0.1', 0]);
console.log(`listening on port ${listener.getsockname()[1]}`);
selector.register(listener, EVENT_READ);
selector.select();
const [connection] = listener.accept();
selector.unregister(listener);

selector.register(connection, EVENT_READ);
selector.select();
const first = connection.recv(4096);

// What was received is put back; the descriptor is Node's from here on, to close as well.
selector.unregister(connection);
const socket = new NodeSocket({ fd: connection.detach() });
socket.unshift(first);
socket.pipe(socket);

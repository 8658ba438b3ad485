// Who accepts on a net.Server? While it is open Node does, at every turn of its loop, and a duplicate
// of its descriptor would only race with it. But a duplicate goes on listening when Node has closed.
import { once } from 'node:events';
import { type AddressInfo, createServer, Socket as NodeSocket } from 'node:net';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { AF_INET, fromfd, SOCK_STREAM } from 'selectors-ts/socket';

const server = createServer((connection) => connection.end('served by Node\n'));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(`listening on port ${(server.address() as AddressInfo).port}`);

using selector = new DefaultSelector();
const { fd } = selector.register(server, EVENT_READ);
selector.select();
console.log('somebody has come: Node accepts');
await once(server, 'connection');

selector.unregister(server);
using listener = fromfd(fd, AF_INET, SOCK_STREAM);
server.close();
selector.register(listener, EVENT_READ);
selector.select();
const [connection] = listener.accept();
console.log('somebody else has come: we have accepted, for Node to serve');
server.emit('connection', new NodeSocket({ fd: connection.detach() }));

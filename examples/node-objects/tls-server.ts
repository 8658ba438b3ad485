// A selector accepts; TLS is spoken by Node, over the connection's descriptor.
import { readFileSync } from 'node:fs';
import { Socket as NodeSocket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { createServer, type Socket } from 'selectors-ts/socket';

const [key, cert] = process.argv.slice(2).map((path) => readFileSync(path));
const secureContext = createSecureContext({ key, cert });

using selector = new DefaultSelector<Socket>();
using listener = createServer(['127.0.0.1', 0]);
console.log(`listening on port ${listener.getsockname()[1]}`);
selector.register(listener, EVENT_READ);
selector.select();
const [connection] = listener.accept();

const socket = new NodeSocket({ fd: connection.detach() });
const secure = new TLSSocket(socket, { isServer: true, secureContext });
secure.pipe(secure);

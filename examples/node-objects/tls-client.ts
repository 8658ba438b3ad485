// We connect; TLS is spoken by Node, over the connection's descriptor.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Socket as NodeSocket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { createConnection } from 'selectors-ts/socket';

const [port, authority] = process.argv.slice(2) as [string, string];
const connection = createConnection(['localhost', Number(port)]);

const socket = new NodeSocket({ fd: connection.detach() });
const secure = connect({ socket, servername: 'localhost', ca: readFileSync(authority) });
await once(secure, 'secureConnect');
console.log(`connected by ${secure.getProtocol()}`);
secure.end('hello over TLS');
console.log(await text(secure));

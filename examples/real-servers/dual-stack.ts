// One listener for IPv4 and IPv6: an IPv4 peer's address comes as `::ffff:192.0.2.1`. Where the
// system cannot do that, two listeners in the same selector do as well.
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { AF_INET6, createServer, hasDualstackIpv6, type Socket } from 'selectors-ts/socket';

function listeners(): Socket[] {
  if (hasDualstackIpv6()) {
    return [createServer(['::', 0], { family: AF_INET6, dualstackIpv6: true })];
  }
  const ipv4 = createServer(['', 0]);
  const port = ipv4.getsockname()[1] as number;
  return [ipv4, createServer(['::', port], { family: AF_INET6 })];
}

using selector = new DefaultSelector<Socket>();
for (const listener of listeners()) {
  listener.setblocking(false);
  selector.register(listener, EVENT_READ);
  console.log(`listening on port ${listener.getsockname()[1]}`);
}
while (true) {
  for (const [{ fileobj }] of selector.select()) {
    const accepted = fileobj.tryAccept();
    if (accepted === null) continue;
    const [client, [host]] = accepted;
    console.log(`a client from ${host}`);
    client.close();
  }
}

import { createConnection, IPPROTO_TCP, type Socket, TCP_NODELAY } from 'selectors-ts/socket';
import { median } from '../../statistics/index.js';
import { followOrders, nowNs } from './crew.js';

const QUESTION = Buffer.from('?');

/** A thread's work: asks the slow server again and again, and tells how many answers it has got. */
export function askToOrder(orders: Socket, port: number): void {
  using server = connect(port);
  followOrders(orders, (isOver) => {
    let answers = 0;
    for (; !isOver(); answers++) ask(server);
    return answers;
  });
}

/** The same, but it tells the median time from an answer's leaving the server, in ns. */
export function timeAnswersToOrder(orders: Socket, port: number): void {
  using server = connect(port);
  followOrders(orders, (isOver) => {
    const latenciesNs: number[] = [];
    while (!isOver()) {
      const leftNs = ask(server);
      latenciesNs.push(nowNs() - leftNs);
    }
    return median(latenciesNs);
  });
}

function connect(port: number): Socket {
  const server = createConnection(['127.0.0.1', port]);
  server.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
  return server;
}

function ask(server: Socket): number {
  const answer = new Float64Array(1);
  server.sendall(QUESTION);
  if (server.recvInto(answer) === 0) throw new Error('the server has gone');
  return answer[0] as number;
}

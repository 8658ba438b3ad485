import {
  type BaseSelector,
  EpollSelector,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';

/** What is registered with each socket: the function to call with its ready events. */
export type OnReady = (events: number) => void;

export type SoakSelector = BaseSelector<Socket, OnReady>;

const classes = {
  select: SelectSelector,
  poll: PollSelector,
  epoll: EpollSelector,
  kqueue: KqueueSelector,
};

export type Backend = keyof typeof classes;

/** Those that exist here. */
export const backends = (Object.keys(classes) as Backend[]).filter(
  (backend) => classes[backend].isAvailable,
);

export function openSelector(backend: Backend): SoakSelector {
  return new classes[backend]<Socket, OnReady>();
}

export const BACKENDS = ['select', 'poll', 'epoll', 'kqueue'] as const;
export type Backend = (typeof BACKENDS)[number];

export const SUITES = [
  'wait',
  'register',
  'wakeup',
  'echo',
  'chat',
  'gil',
  'calls',
  'messages',
] as const;
export type Suite = (typeof SUITES)[number];

export const UNITS = ['ns', '/s', '%', 'B'] as const;
export type Unit = (typeof UNITS)[number];

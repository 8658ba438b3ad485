import { addon } from '../addon/index.js';
import { INT_MAX } from '../arguments/index.js';

/** Whether a number names an open file: fcntl(2) with F_GETFD. */
export function isOpen(fd: number): boolean {
  return fd <= INT_MAX && addon.isOpenDescriptor(fd) === 1;
}

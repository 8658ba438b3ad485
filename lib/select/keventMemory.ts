/**
 * Memory that this thread's calls of kevent(2) share with the addon: the arguments of a call, the
 * changes that it makes, and the events that it finds, each as the system's own `struct kevent`.
 */
import { addon, type KeventField, type KqueueLayout } from '../addon/index.js';
import { toNanoseconds } from '../wait/index.js';
import { type KEvent, reportedEvent } from './kevent.js';

const NOWHERE: KeventField = { offset: 0, bytes: 0 };
const NO_LAYOUT: KqueueLayout = {
  start: 0,
  bytes: 0,
  ident: NOWHERE,
  filter: NOWHERE,
  flags: NOWHERE,
  fflags: NOWHERE,
  data: NOWHERE,
  udata: NOWHERE,
};
const layout: KqueueLayout = addon.kqueueLayout ?? NO_LAYOUT;

/** In words of 4 bytes. */
const START = layout.start / 4;
const KEVENT_WORDS = layout.bytes / 4;
const IDENT = layout.ident.offset / 4;
/** In halves of a word. Where the fields have a whole one, this is the lower half. */
const FILTER = layout.filter.offset / 2;
const FLAGS = layout.flags.offset / 2;

/** The arguments of a call, in words; the time-out in doubles. */
const KQUEUE_FD = 0;
const CHANGE_COUNT = 1;
const CHANGE_ROOM = 2;
const EVENT_ROOM = 3;
const TIMEOUT_NS = 2;

let words = new Int32Array(0);
let halves = new Int16Array(0);
let doubles = new Float64Array(0);
let changeRoom = 0;
let eventRoom = 0;
/** Where the first event stands. */
let events = 0;

/** Sees to room for so many changes and events; what there was may have moved then, and be lost. */
export function makeRoom(changeCount: number, eventCount: number): void {
  if (changeCount <= changeRoom && eventCount <= eventRoom) return;
  const roomForChanges = grown(changeRoom, changeCount);
  const roomForEvents = grown(eventRoom, eventCount);
  const memory = addon.kqueueMemory(roomForChanges + roomForEvents);
  words = new Int32Array(memory);
  halves = new Int16Array(memory);
  doubles = new Float64Array(memory);
  words[CHANGE_ROOM] = roomForChanges;
  changeRoom = roomForChanges;
  eventRoom = roomForEvents;
  events = START + changeRoom * KEVENT_WORDS;
}

function grown(room: number, wanted: number): number {
  return wanted > room ? Math.max(wanted, 2 * room) : room;
}

/**
 * kevent(2): makes the first changes of those that were written, and waits for events.
 *
 * @returns how many events there are, or a negative errno
 */
export function callKevent(
  kqueueFd: number,
  changeCount: number,
  maxEvents: number,
  timeoutMs: number,
): number {
  words[KQUEUE_FD] = kqueueFd;
  words[CHANGE_COUNT] = changeCount;
  words[EVENT_ROOM] = maxEvents;
  doubles[TIMEOUT_NS] = toNanoseconds(timeoutMs);
  return addon.kqueueControl();
}

/** The ident of an event, where that is a descriptor. Events have places from 0 on, as changes have. */
export function fdAt(place: number): number {
  return words[events + place * KEVENT_WORDS + IDENT] as number;
}

export function filterAt(place: number): number {
  return halves[2 * (events + place * KEVENT_WORDS) + FILTER] as number;
}

export function flagsAt(place: number): number {
  return (halves[2 * (events + place * KEVENT_WORDS) + FLAGS] as number) & 0xffff;
}

export function readEvent(place: number): KEvent {
  const at = events + place * KEVENT_WORDS;
  return reportedEvent(
    readUnsigned(at, layout.ident),
    readSigned(at, layout.filter),
    readUnsigned(at, layout.flags),
    readUnsigned(at, layout.fflags),
    readSigned(at, layout.data),
    readUnsigned(at, layout.udata),
  );
}

export function writeChange(
  place: number,
  ident: number,
  filter: number,
  flags: number,
  fflags: number,
  data: number,
  udata: number,
): void {
  const at = START + place * KEVENT_WORDS;
  write(at, layout.ident, ident);
  write(at, layout.filter, filter);
  write(at, layout.flags, flags);
  write(at, layout.fflags, fflags);
  write(at, layout.data, data);
  write(at, layout.udata, udata);
}

/** A number that is too large for its field loses the upper bits, as in C. */
function write(at: number, { offset, bytes }: KeventField, value: number): void {
  if (bytes === 2) {
    halves[2 * at + offset / 2] = value;
    return;
  }
  words[at + offset / 4] = value;
  if (bytes === 8) words[at + offset / 4 + 1] = Math.floor(value / 2 ** 32);
}

function readSigned(at: number, { offset, bytes }: KeventField): number {
  if (bytes === 2) return halves[2 * at + offset / 2] as number;
  const low = words[at + offset / 4] as number;
  return bytes === 4 ? low : (words[at + offset / 4 + 1] as number) * 2 ** 32 + (low >>> 0);
}

function readUnsigned(at: number, field: KeventField): number {
  const value = readSigned(at, field);
  return value < 0 ? value + 2 ** (8 * field.bytes) : value;
}

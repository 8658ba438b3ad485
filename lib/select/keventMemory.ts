/**
 * Memory that this thread's calls of kevent(2) share with the addon: the arguments of a call, the
 * changes that it makes, and the events that it finds, each as the system's own `struct kevent`.
 */
import { addon, type KeventField, type KqueueLayout } from '../addon/index.js';
import { toNanoseconds } from '../wait/index.js';
import { grown } from './grown.js';
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
const IDENT = layout.ident.offset >> 2;
const FFLAGS = layout.fflags.offset >> 2;
/** In halves of a word. Where the fields have a whole one, this is the lower half. */
const FILTER = layout.filter.offset >> 1;
const FLAGS = layout.flags.offset >> 1;

/** Where the arguments of a call stand. */
const KQUEUE_FD = 0;
const EVENT_ROOM = 1;
const TIMEOUT_S = 2;
const TIMEOUT_NS = 3;
const CHANGE_COUNT = 4;
const FIRST_CHANGE = 5;
const IS_REPLACED = 6;

let words = new Int32Array(0);
/** Views of the same memory. */
let halves = new Int16Array(0);
/** The events stand first, the changes behind the room for events. */
let eventRoom = 0;
let changeRoom = 0;

/**
 * Makes room for so many events and changes. To be called before the first change of a call is written: changes
 * that were written before may be lost.
 */
export function makeRoom(eventCount: number, changeCount: number): void {
  if (eventCount <= eventRoom && changeCount <= changeRoom && words[IS_REPLACED] === 0) return;
  const roomForEvents = grown(eventRoom, eventCount);
  const roomForChanges = grown(changeRoom, changeCount);
  const memory = addon.kqueueMemory(roomForEvents + roomForChanges);
  words = new Int32Array(memory);
  halves = new Int16Array(memory);
  eventRoom = roomForEvents;
  changeRoom = roomForChanges;
}

/**
 * kevent(2): waits for at most so many events, and before makes the first changes of those that were
 * written. With no room for events, those of the last wait stay.
 *
 * @returns how many events there are, or a negative errno
 */
export function callKevent(
  kqueueFd: number,
  maxEvents: number,
  timeoutMs: number,
  changeCount: number,
): number {
  words[KQUEUE_FD] = kqueueFd;
  words[EVENT_ROOM] = maxEvents;
  words[TIMEOUT_S] = 0;
  words[TIMEOUT_NS] = 0;
  if (timeoutMs !== 0) writeTimeout(toNanoseconds(timeoutMs));
  words[CHANGE_COUNT] = changeCount;
  words[FIRST_CHANGE] = eventRoom;
  return addon.kqueueControl();
}

function writeTimeout(timeoutNs: number): void {
  words[TIMEOUT_S] = Math.floor(timeoutNs / 1e9);
  words[TIMEOUT_NS] = timeoutNs % 1e9;
}

/** The ident of an event, where that is a descriptor. Events have places from 0 on, as changes have. */
export function fdAt(place: number): number {
  return words[START + place * KEVENT_WORDS + IDENT] as number;
}

export function filterAt(place: number): number {
  return halves[2 * (START + place * KEVENT_WORDS) + FILTER] as number;
}

export function flagsAt(place: number): number {
  return (halves[2 * (START + place * KEVENT_WORDS) + FLAGS] as number) & 0xffff;
}

export function readEvent(place: number): KEvent {
  const at = START + place * KEVENT_WORDS;
  return reportedEvent(
    readUnsigned(at, layout.ident),
    readSigned(at, layout.filter),
    readUnsigned(at, layout.flags),
    readUnsigned(at, layout.fflags),
    readSigned(at, layout.data),
    readUnsigned(at, layout.udata),
  );
}

/** A change of a filter of a descriptor. */
export function writeFilterChange(
  place: number,
  fd: number,
  filter: number,
  flags: number,
  fflags: number,
): void {
  const at = clearChange(place);
  words[at + IDENT] = fd;
  halves[2 * at + FILTER] = filter;
  halves[2 * at + FLAGS] = flags;
  words[at + FFLAGS] = fflags;
}

export function writeChange(place: number, change: KEvent): void {
  const at = clearChange(place);
  write(at, layout.ident, change.ident);
  write(at, layout.filter, change.filter);
  write(at, layout.flags, change.flags);
  write(at, layout.fflags, change.fflags);
  write(at, layout.data, change.data);
  write(at, layout.udata, change.udata);
}

/** Clears a change: some systems have more fields than those that are written. Returns where the change stands. */
function clearChange(place: number): number {
  const at = START + (eventRoom + place) * KEVENT_WORDS;
  for (let word = at; word < at + KEVENT_WORDS; word++) words[word] = 0;
  return at;
}

/** A number that is too large for its field loses the upper bits, as in C. */
function write(at: number, { offset, bytes }: KeventField, value: number): void {
  if (bytes === 2) {
    halves[2 * at + (offset >> 1)] = value;
    return;
  }
  const word = at + (offset >> 2);
  words[word] = value;
  if (bytes === 8) words[word + 1] = Math.floor(value / 2 ** 32);
}

function readSigned(at: number, { offset, bytes }: KeventField): number {
  if (bytes === 2) return halves[2 * at + (offset >> 1)] as number;
  const word = at + (offset >> 2);
  const low = words[word] as number;
  return bytes === 4 ? low : (words[word + 1] as number) * 2 ** 32 + (low >>> 0);
}

function readUnsigned(at: number, field: KeventField): number {
  const value = readSigned(at, field);
  return value < 0 ? value + 2 ** (8 * field.bytes) : value;
}

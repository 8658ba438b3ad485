/**
 * Turns the texts of options into values. commander prints what is thrown here after the option's name.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** Values separated by commas, each once. */
export function listOf<T>(valueOf: (text: string) => T): (text: string) => T[] {
  return (text) => [...new Set(text.split(',').map((part) => valueOf(part.trim())))];
}

export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const name = names.find((each) => each === text);
    if (name === undefined) throw refused(text, `one of ${names.join(', ')}`);
    return name;
  };
}

export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw refused(text, `a whole number from ${least} to ${most}`);
  };
}

/** How many descriptors are ready: a number of them, a percentage, or all. */
export function activity(text: string): string {
  if (text === 'all' || /^[1-9]\d{0,6}$/.test(text) || /^([1-9]\d?|100)%$/.test(text)) return text;
  throw refused(text, 'a number such as 1, a percentage such as 10%, or all');
}

export function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** A file that can be written: found out before minutes of measuring are lost. */
export function writableFile(path: string): string {
  try {
    if (path === '') throw new Error('it has no name');
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new Error('it is a folder');
    accessSync(existing === undefined ? dirname(path) : path, constants.W_OK);
    return path;
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be written: ${(error as Error).message}.`);
  }
}

function refused(text: string, expected: string): InvalidArgumentError {
  return new InvalidArgumentError(`'${text}' is not ${expected}.`);
}

import { describe, expect, it } from 'vitest';
import { EFFORTS } from '../../bench/effort.js';
import type { Machine } from '../../bench/results/index.js';
import { scopeOf } from '../../bench/scope.js';

const machine: Machine = {
  system: 'Test',
  platform: 'test',
  arch: 'x64',
  kernel: '1.0',
  cpu: 'a processor',
  cores: 2,
  memoryBytes: 1e9,
  runtime: 'Node 20',
  nodeApi: '9',
  package: '0.1.0',
  binary: 'build/x.node',
  descriptorLimit: 1024,
  fdSetSize: 1024,
  loadAverage: 0,
  backends: [
    { name: 'select', available: true, isDefault: false },
    { name: 'poll', available: true, isDefault: true },
    { name: 'epoll', available: false, isDefault: false, reason: 'Test has no epoll' },
  ],
};

const effort = { ...EFFORTS.quick, registered: [10, 100, 1000, 5000], connections: [2000, 10] };

describe('scopeOf', () => {
  it('cuts numbers to what a process may open, and says so', () => {
    const { scope, notes } = scopeOf(effort, machine, null, false);
    expect(scope.registered).toEqual([10, 100, 924]);
    expect(scope.connections).toEqual([10, 924]);
    expect(notes).toEqual([
      '1,000 and 5,000 descriptors were cut to 924: a process may have 1,024 descriptors here (ulimit -n), some for itself.',
      '2,000 connections were cut to 924: a process may have 1,024 descriptors here (ulimit -n), some for itself.',
    ]);
  });

  it('says nothing of numbers that the chosen suites have no use for', () => {
    const { notes } = scopeOf({ ...effort, suites: ['wait'] }, machine, null, false);
    expect(notes).toEqual([expect.stringMatching(/^1,000 and 5,000 descriptors were cut/)]);
    expect(scopeOf({ ...effort, suites: ['gil'] }, machine, null, false).notes).toEqual([]);
  });

  it('cuts nothing where no limit is known', () => {
    const { scope, notes } = scopeOf(effort, { ...machine, descriptorLimit: null }, null, false);
    expect(scope.registered).toEqual([10, 100, 1000, 5000]);
    expect(notes).toEqual([]);
  });

  it('leaves something to measure at the smallest limit', () => {
    const { scope } = scopeOf(effort, { ...machine, descriptorLimit: 20 }, null, false);
    expect(scope.registered).toEqual([2]);
  });

  it('has the backends that are available, or those of them that are wanted', () => {
    expect(scopeOf(effort, machine, null, false).scope.backends).toEqual(['select', 'poll']);
    expect(scopeOf(effort, machine, ['poll'], false).scope.backends).toEqual(['poll']);
  });

  it('refuses a backend that is not available, with the reason', () => {
    expect(() => scopeOf(effort, machine, ['poll', 'epoll'], false)).toThrow(
      '--backends: epoll is not available: Test has no epoll',
    );
  });
});

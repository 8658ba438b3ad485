import { expect, it } from 'vitest';
import { type Comparison, formatTable, isMet } from '../../bench/report/index.js';

const base = { name: 'a case', unit: 'ns', ours: 'ours', peer: 'C' } as const;

it('judges by the median of the paired ratios', () => {
  const figures = { ...base, oursFigures: [10, 20, 90], peerFigures: [10, 10, 10] };
  expect(isMet({ ...figures, atMost: 2 })).toBe(true);
  expect(isMet({ ...figures, atMost: 1.9 })).toBe(false);
  expect(isMet({ ...figures, atLeast: 2 })).toBe(true);
  expect(isMet({ ...figures, atLeast: 2.1 })).toBe(false);
  expect(isMet({ ...figures, atLeast: 0.7, atMost: 1.7 })).toBe(false);
  expect(isMet(figures)).toBeUndefined();
});

it('prints one aligned line a comparison', () => {
  const rate = { ...base, unit: '/s', peer: 'one' } as const;
  const comparisons: Comparison[] = [
    { ...base, oursFigures: [1500, 3000, 3000], peerFigures: [1000, 1000, 1000], atMost: 1.4 },
    { ...base, peer: 'python3', oursFigures: [10], peerFigures: [20] },
    { ...base, peer: 'Node net', oursFigures: [10], peerFigures: null, atMost: 0.8 },
    { ...rate, oursFigures: [1600], peerFigures: [100], atLeast: 12 },
    { ...rate, oursFigures: [100], peerFigures: [100], atLeast: 0.7, atMost: 1.7 },
  ];
  expect(formatTable(comparisons)).toBe(
    [
      'case    ours            peer                ratio      (min–max)   target  met',
      '──────  ────  ────────  ────────  ────────  ─────  ─────────────  ───────  ───',
      'a case  ours  3,000 ns  C         1,000 ns   3.00    (1.50–3.00)    ≤ 1.4  NO',
      'a case  ours   10.0 ns  python3    20.0 ns   0.50    (0.50–0.50)',
      'a case  ours   10.0 ns  Node net    absent                          ≤ 0.8',
      'a case  ours  1,600 /s  one         100 /s  16.00  (16.00–16.00)     ≥ 12  yes',
      'a case  ours    100 /s  one         100 /s   1.00    (1.00–1.00)  0.7–1.7  yes',
      '',
    ].join('\n'),
  );
});

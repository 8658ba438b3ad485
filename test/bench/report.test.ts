import { expect, it } from 'vitest';
import { formatTable, isMet } from '../../bench/report/index.js';

const base = { name: 'a case', ours: 'ours', peer: 'C' };

it('judges by the median of the paired ratios', () => {
  const figures = { ...base, oursNs: [10, 20, 90], peerNs: [10, 10, 10] };
  expect(isMet({ ...figures, atMost: 2 })).toBe(true);
  expect(isMet({ ...figures, atMost: 1.9 })).toBe(false);
  expect(isMet(figures)).toBeUndefined();
});

it('prints one aligned line a comparison', () => {
  const table = formatTable([
    { ...base, oursNs: [1500, 3000, 3000], peerNs: [1000, 1000, 1000], atMost: 1.4 },
    { ...base, peer: 'python3', oursNs: [10], peerNs: [20] },
    { ...base, peer: 'Node net', oursNs: [10], peerNs: null, atMost: 0.8 },
  ]);
  expect(table).toBe(
    [
      'case    ours     ns  peer          ns  ratio    (min–max)  target  met',
      '──────  ────  ─────  ────────  ──────  ─────  ───────────  ──────  ───',
      'a case  ours  3,000  C          1,000   3.00  (1.50–3.00)   ≤ 1.4  NO',
      'a case  ours   10.0  python3     20.0   0.50  (0.50–0.50)',
      'a case  ours   10.0  Node net  absent                       ≤ 0.8',
      '',
    ].join('\n'),
  );
});

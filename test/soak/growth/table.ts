import type { Judgement } from './judge.js';

const HEADER = ['', 'first', 'last', 'a minute', '±', 'tolerated', ''];

/** @param roundsPerMinute - on the average */
export function table(judgements: readonly Judgement[], roundsPerMinute: number): string {
  const rows = [HEADER, ...judgements.map((judgement) => row(judgement, roundsPerMinute))];
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] as string).length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] as number;
        return column === 0 || column === HEADER.length - 1
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return rows.map((cells) => `${line(cells)}\n`).join('');
}

function row({ figure, values, slope, tolerated, isLeak }: Judgement, roundsPerMinute: number) {
  const { name, unit } = figure;
  const perMinute = (perRound: number | undefined) =>
    perRound === undefined ? '–' : (perRound * roundsPerMinute).toFixed(2);
  const digits = unit === 'MiB' ? 1 : 0;
  return [
    unit === '' ? name : `${name}, ${unit}`,
    values[0]?.toFixed(digits) ?? '–',
    values.at(-1)?.toFixed(digits) ?? '–',
    perMinute(slope?.perStep),
    perMinute(slope?.standardError),
    perMinute(tolerated),
    verdict(isLeak, values),
  ];
}

function verdict(isLeak: boolean | null, values: readonly number[]): string {
  if (values.some(Number.isNaN)) return 'not told by this system';
  if (isLeak === null) return 'too few rounds to tell';
  return isLeak ? 'LEAK' : 'steady';
}

/**
 * Lines whose cells stand one below the other. The first row is the header, with a rule under it.
 *
 * @param leftAligned - which columns; the others, with figures in them, are aligned to the right
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  leftAligned: ReadonlySet<number>,
): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '─'.repeat(width));
  return rows
    .flatMap((row, index) => (index === 0 ? [row, rule] : [row]))
    .map((row) => row.map((cell, column) => align(cell, column)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');

  function align(cell: string, column: number): string {
    const width = widths[column] ?? 0;
    return leftAligned.has(column) ? cell.padEnd(width) : cell.padStart(width);
  }
}

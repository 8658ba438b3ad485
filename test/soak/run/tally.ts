/** What a soak has done so far. */
export type Tally = ReturnType<typeof newTally>;

export function newTally() {
  return {
    rounds: 0,
    connections: 0,
    'half-closes': 0,
    resets: 0,
    'bytes of echoes, compared': 0,
    'lines of a chat, compared': 0,
    'numbers reused': 0,
    wakeups: 0,
    'threads gone': 0,
    'workers terminated': 0,
  };
}

export function tallyText(tally: Tally): string {
  const width = Math.max(...Object.values(tally).map((count) => grouped(count).length));
  return Object.entries(tally)
    .map(([what, count]) => `${grouped(count).padStart(width)} ${what}`)
    .join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

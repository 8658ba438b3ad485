/**
 * How each contender is drawn: a backend in the same colour and with the same marker in all charts, and
 * so that either is enough to tell it from the others. Whatever else was measured is thin and dashed.
 */
import type { Backend, CaseResult, ContenderResult } from '../../results/index.js';

export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly isBackend: boolean;
  /** Of a marker, as Plot calls it. */
  readonly symbol: string;
  /** An SVG's stroke-dasharray. */
  readonly dash: string;
}

const BACKENDS: Readonly<Record<Backend, Pick<Series, 'symbol' | 'dash'>>> = {
  epoll: { symbol: 'circle', dash: 'none' },
  kqueue: { symbol: 'diamond', dash: 'none' },
  poll: { symbol: 'square', dash: '9 3' },
  select: { symbol: 'triangle', dash: '2.5 3' },
};
/** Their numbers have no common divisor: only every twentieth contender is drawn as one before. */
const OTHER_SYMBOLS = ['cross', 'star', 'wye', 'hexagon'];
const OTHER_DASHES = ['5 3', '1.5 3', '8 3 1.5 3', '12 4', '5 2 1 2 1 2'];

/** Of all that was measured, the backends first, otherwise in the order in which they come. */
export function seriesOf(cases: readonly CaseResult[]): Series[] {
  const contenders = new Map<string, ContenderResult>();
  for (const contender of cases.flatMap((each) => each.contenders)) {
    if (contender.absent === undefined && !contenders.has(contender.name)) {
      contenders.set(contender.name, contender);
    }
  }
  const all = [...contenders.values()];
  const backends = all.filter((each) => ownBackend(each) !== null);
  const others = all.filter((each) => ownBackend(each) === null);
  // "C epoll" and "C poll" are alike: what differs is the colour.
  const families = [...new Set(others.map(familyOf))];
  return [
    ...backends.map((each) => backendSeries(each, ownBackend(each) as Backend)),
    ...others.map((each) => otherSeries(each, families.indexOf(familyOf(each)))),
  ];
}

function backendSeries({ name }: ContenderResult, backend: Backend): Series {
  return { name, colour: `var(--${backend})`, isBackend: true, ...BACKENDS[backend] };
}

function otherSeries(contender: ContenderResult, family: number): Series {
  return {
    name: contender.name,
    colour: `var(--${contender.backend ?? backendIn(contender.name) ?? 'other'})`,
    isBackend: false,
    symbol: OTHER_SYMBOLS[family % OTHER_SYMBOLS.length] as string,
    dash: OTHER_DASHES[family % OTHER_DASHES.length] as string,
  };
}

function ownBackend({ kind, backend, name }: ContenderResult): Backend | null {
  if (kind !== 'backend') return null;
  return backend ?? (Object.hasOwn(BACKENDS, name) ? (name as Backend) : null);
}

function backendIn(name: string): Backend | undefined {
  const words = name.split(/\W+/);
  return (Object.keys(BACKENDS) as Backend[]).find((backend) => words.includes(backend));
}

function familyOf({ name }: ContenderResult): string {
  return name.split(/\W+/).find((word) => !Object.hasOwn(BACKENDS, word)) ?? '';
}

/**
 * A scene as SVG: a lane for each thread over an axis of time. What lies along the axis is given in
 * per cent of the width and everything else in pixels: the chart is as wide as there is room, and its
 * letters stay as large.
 */
import { scaleLinear } from 'd3-scale';
import {
  type Interval,
  type Lane,
  lanesOf,
  type Scene,
  STATES,
  type State,
  shareOf,
} from './scene.js';

const MS_PER_SECOND = 1000;
const LANE_HEIGHT = 56;
const LABEL_BASELINE = 15;
const BAR_TOP = 22;
const BAR_HEIGHT = 24;
const AXIS_HEIGHT = 24;
const TICKS = 4;
/** In per cent of the width: what is narrower gets an outline, and lies above the others, to be seen. */
const SLIVER = 0.3;

/** In pixels: to be told apart without colours too. */
const HEIGHTS: Readonly<Record<State, number>> = { running: BAR_HEIGHT, waiting: 12, blocked: 4 };

/** Each state as it is drawn in the lanes, and what it means. */
export function legend(): Array<[drawing: string, text: string]> {
  const drawn = (Object.keys(STATES) as State[]).map((state): [string, string] => {
    const height = HEIGHTS[state];
    const y = (BAR_HEIGHT - height) / 2;
    return [`<rect class="${state}" width="24" height="${height}" y="${y}"/>`, STATES[state]];
  });
  const forced = '<use class="forced" href="#forced" x="12" y="8"/>';
  return [...drawn, [forced, 'forced off']].map(([drawing, text]) => [
    `<svg width="24" height="${BAR_HEIGHT}">${drawing}</svg>`,
    text as string,
  ]);
}

const percent = new Intl.NumberFormat('en-US', { style: 'percent' });
const milliseconds = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

export function svgOf(scene: Scene): string {
  const lanes = lanesOf(scene);
  const bottom = lanes.length * LANE_HEIGHT;
  return [
    `<svg class="timeline" width="100%" height="${bottom + AXIS_HEIGHT}" role="img"`,
    ` aria-label="${escaped(descriptionOf(scene, lanes))}">`,
    axis(scene, bottom),
    ...lanes.map((lane, index) => laneOf(scene, lane, index * LANE_HEIGHT)),
    '</svg>',
  ].join('\n');
}

function axis({ lengthSeconds }: Scene, bottom: number): string {
  const scale = scaleLinear([0, lengthSeconds * MS_PER_SECOND], [0, 100]);
  const ticks = scale.ticks(TICKS);
  const format = scale.tickFormat(TICKS);
  return ticks
    .map((ms) => {
      const x = `${scale(ms)}%`;
      const text = ms === ticks.at(-1) ? `${format(ms)} ms` : format(ms);
      const anchor = ms === 0 ? 'start' : scale(ms) > 95 ? 'end' : 'middle';
      return [
        `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${bottom + 6}"/>`,
        `<text class="tick" x="${x}" y="${bottom + 19}" text-anchor="${anchor}">${text}</text>`,
      ].join('');
    })
    .join('\n');
}

function laneOf(scene: Scene, lane: Lane, top: number): string {
  const middle = BAR_TOP + BAR_HEIGHT / 2;
  const bars = lane.intervals.map((interval) => ({
    isSliver: widthOf(scene, interval) < SLIVER,
    text: barOf(scene, interval, middle),
  }));
  return [
    `<g class="lane" data-name="${escaped(lane.name)}" transform="translate(0 ${top})">`,
    `<text y="${LABEL_BASELINE}"><tspan class="name">${escaped(lane.name)}</tspan>`,
    ` <tspan class="shares">${escaped(sharesOf(scene, lane))}</tspan></text>`,
    // What the pointer hits between two bars.
    `<rect class="target" y="${BAR_TOP}" width="100%" height="${BAR_HEIGHT}"/>`,
    ...bars.filter(({ isSliver }) => !isSliver).map(({ text }) => text),
    ...bars.filter(({ isSliver }) => isSliver).map(({ text }) => text),
    '</g>',
  ].join('\n');
}

function barOf(scene: Scene, interval: Interval, middle: number): string {
  const { state, startSeconds, endSeconds, forced } = interval;
  const place = (seconds: number) => rounded((100 * seconds) / scene.lengthSeconds);
  const width = widthOf(scene, interval);
  const height = HEIGHTS[state];
  const bar = [
    `<rect class="${state}${width < SLIVER ? ' sliver' : ''}" x="${place(startSeconds)}%"`,
    ` width="${width}%" y="${middle - height / 2}" height="${height}"`,
    ` data-tip="${escaped(tipOf(interval))}"/>`,
  ].join('');
  if (!forced) return bar;
  return `${bar}<use class="forced" href="#forced" x="${place(endSeconds)}%" y="${BAR_TOP}"/>`;
}

/** In per cent of the chart. */
function widthOf({ lengthSeconds }: Scene, { startSeconds, endSeconds }: Interval): number {
  return rounded((100 * (endSeconds - startSeconds)) / lengthSeconds);
}

function rounded(percentage: number): number {
  return Number(percentage.toFixed(4));
}

function tipOf({ name, state, startSeconds, endSeconds, forced }: Interval): string {
  const [start, end, length] = [startSeconds, endSeconds, endSeconds - startSeconds].map(inMs);
  const ending = forced ? ', then forced off' : '';
  return `${name}: ${STATES[state]}${ending}\n${length} ms, from ${start} to ${end} ms`;
}

function inMs(seconds: number): string {
  return milliseconds.format(seconds * MS_PER_SECOND);
}

/** In few words: on a phone there is room for forty letters. */
function sharesOf(scene: Scene, lane: Lane): string {
  const words = { running: 'running', waiting: 'waiting', blocked: 'in I/O' };
  return (Object.keys(words) as State[])
    .map((state) => ({ text: words[state], share: shareOf(lane, state, scene) }))
    .filter(({ share }) => share >= 0.005)
    .map(({ text, share }) => `${percent.format(share)} ${text}`)
    .join(', ');
}

function descriptionOf(scene: Scene, lanes: readonly Lane[]): string {
  return lanes.map((lane) => `${lane.name}: ${sharesOf(scene, lane)}`).join('. ');
}

export function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] as string);
}

/**
 * Observable Plot, drawing into a document of linkedom. The declarations of both packages are made for
 * browsers, and fail under this project's compiler options. The compiler does not follow a specifier
 * that is asserted to be just any string; for Node and for bundlers it is a plain import. So what is
 * used of the two is declared here.
 */
import { withoutControls } from './markup.js';

export type Mark = object;
type Options = Readonly<Record<string, unknown>>;
type MarkOf = <Datum>(data: readonly Datum[], options: Options) => Mark;
type AxisOf = (ticks: readonly (number | string)[], options: Options) => Mark;

interface Drawing {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): { remove(): void } | null;
}

interface Plot {
  plot(options: Options): Drawing;
  axisFx(options: Options): Mark;
  axisX: AxisOf;
  axisY: AxisOf;
  gridX: AxisOf;
  gridY: AxisOf;
  barX: MarkOf;
  dot: MarkOf;
  line: MarkOf;
  ruleX: MarkOf;
  ruleY: MarkOf;
  text: MarkOf;
  tickX: MarkOf;
}

interface Linkedom {
  DOMParser: new () => { parseFromString(text: string, type: string): object };
}

export const {
  plot,
  axisFx,
  axisX,
  axisY,
  gridX,
  gridY,
  barX,
  dot,
  line,
  ruleX,
  ruleY,
  text: textMark,
  tickX,
} = (await import('@observablehq/plot' as string)) as Plot;
const { DOMParser } = (await import('linkedom' as string)) as Linkedom;

/** Letters in an SVG that is shown in its own size. On the page it may be shown at 0.85 of it. */
export const FONT_SIZE = 13;
/** About that of a letter in a system's usual font, in bold. */
export const LETTER_WIDTH = 0.6 * FONT_SIZE;

/**
 * Draws an SVG that says in words what it shows; with null, one that only repeats what is written beside
 * it. The document is one of XML: linkedom writes attributes for HTML without escaping `<` and `&`.
 */
export function draw(description: string | null, options: Options): string {
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
  const svg = plot({ ...options, document, className: 'plot' });
  if (description === null) svg.setAttribute('aria-hidden', 'true');
  else {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', description);
  }
  svg.setAttribute('font-size', String(FONT_SIZE));
  // Plot's own style sheet would be in the page as often as there are charts.
  svg.querySelector('style')?.remove();
  return withoutControls(svg.outerHTML);
}

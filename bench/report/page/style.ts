/**
 * The page's style sheet. From 768 pixels on, the letters of the charts for wide screens are at least
 * eleven pixels high.
 */
import { themes } from './palette.js';

export const style = `${themes}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto;
  padding: clamp(1rem, 4vw, 3rem) clamp(10px, 1.5vw, 1.5rem) 4rem;
  max-width: 60rem;
  background: var(--paper);
  color: var(--ink);
  font: 16px / 1.55 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0; font-size: clamp(1.5rem, 4vw, 2.1rem); letter-spacing: -0.015em; }
h2 { margin: 0; font-size: 1.3rem; }
p { margin: 0.35rem 0 1rem; max-width: 44rem; }
section > p, .machine { color: var(--faint); }
.machine { margin: 0.5rem 0 0.25rem; }
section { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--grid); }
summary { cursor: pointer; width: fit-content; }
summary:hover { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.advice { margin-top: 1.75rem; padding: 1.1rem 1.25rem; border: 0; border-left: 4px solid var(--accent); border-radius: 0 6px 6px 0; background: var(--card); }
.advice ul, .notes ul { margin: 0.6rem 0 0; padding-left: 1.15rem; max-width: 48rem; }
.advice li + li { margin-top: 0.35rem; }
.notes { margin-top: 1.25rem; padding: 0 1.25rem; border: 0; border-left: 4px solid var(--warning); }
.notes h2 { font-size: 1rem; }
.notes ul { margin-top: 0.25rem; }
.incomplete { color: var(--warning); font-weight: 600; }
figure { margin: 1.5rem 0 0; min-width: 0; }
figcaption { font-weight: 600; }
figcaption small { display: block; }
.legend { display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; margin: 0.4rem 0 0.6rem; padding: 0; list-style: none; font-size: 0.875rem; }
.legend li { display: flex; align-items: center; gap: 0.45rem; }
.plot { display: block; font-family: system-ui, sans-serif; overflow: visible; }
.wide { display: none; }
.narrow .plot { width: 100%; max-width: 26rem; height: auto; }
.narrow .plot + .plot { margin-top: 1rem; }
@media (min-width: 768px) {
  .wide { display: block; }
  .narrow { display: none; }
  .wide .plot { width: 100%; height: auto; }
  .columns-2, .columns-3 { display: grid; gap: 0 2rem; }
  :is(.columns-2, .columns-3) > figure { display: grid; grid-row: span 2; grid-template-rows: subgrid; }
  .columns-2 { grid-template-columns: repeat(2, 1fr); }
  .columns-3 { grid-template-columns: repeat(3, 1fr); }
}
dl { margin: 0.75rem 0 0; font-size: 0.9375rem; }
dl div { display: grid; grid-template-columns: clamp(6.5rem, 30%, 12rem) 1fr; gap: 0.25rem 1rem; padding: 0.3rem 0; border-bottom: 1px solid var(--grid); }
dt { color: var(--faint); }
dd { margin: 0; }
.figures > details { border-bottom: 1px solid var(--grid); }
.figures > details > summary { padding: 0.6rem 0; font-weight: 600; width: auto; }
small { color: var(--faint); font-size: 0.875rem; font-weight: 400; }
.scrolling { overflow-x: auto; margin-bottom: 1.25rem; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; }
th { font-weight: 400; }
thead th { color: var(--faint); }
th[scope="rowgroup"] { padding-top: 1.1rem; font-weight: 600; }
thead th:nth-child(3), thead th:nth-child(4), .figure { text-align: right; white-space: nowrap; }
th[scope="row"] { min-width: 5.5rem; }
th:nth-child(5), td:last-child { width: 40%; min-width: 13rem; padding-left: 0.75rem; }
mark { padding: 0 0.35em; border: 1px solid currentColor; border-radius: 4px; background: none; color: var(--warning); font-size: 0.75rem; }
`;

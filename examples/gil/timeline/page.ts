import { readFileSync } from 'node:fs';
import { source } from '../source.js';
import type { Scene } from './scene.js';
import { escaped, legend, svgOf } from './svg.js';

/** The scenes as one HTML page that needs nothing else. */
export function page(scenes: readonly Scene[], machine: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who has the GIL</title>
<link rel="icon" href="data:,">
<style>
${read('timeline/style.css')}</style>
</head>
<body>
<svg width="0" height="0" style="position: absolute" aria-hidden="true"><defs>
<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="hatch-paper" width="6" height="6"/><line class="hatch-line" y2="6"/></pattern>
<path id="forced" d="M-4.5 -3 h9 l-4.5 7 z"/>
</defs></svg>
<h1>Who has the GIL</h1>
<p>${escaped(machine)}. One lane is one thread; point at a bar, or touch it.</p>
<ul class="legend">
${legend()
  .map(([drawing, text]) => `<li>${drawing}${text}</li>`)
  .join('\n')}
</ul>
${scenes.map(section).join('\n')}
<div id="tip" role="status" hidden></div>
<script>
${read('timeline/tooltips.js')}</script>
</body>
</html>
`;
}

function section(scene: Scene): string {
  return `<section>
<h2>${escaped(scene.title)}</h2>
<p>${escaped(scene.caption)}</p>
${svgOf(scene)}
</section>`;
}

function read(path: string): string {
  return readFileSync(source(path), 'utf8');
}

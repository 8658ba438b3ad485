// Tells of the interval under the pointer, or under the finger: the nearest one, as many are thinner
// than a finger.
const MARGIN_PX = 8;
const tip = document.querySelector('#tip');
let pointed = null;

function nearest(lane, x) {
  let best = null;
  let leastDistance = Number.POSITIVE_INFINITY;
  for (const bar of lane.querySelectorAll('[data-tip]')) {
    const { left, right } = bar.getBoundingClientRect();
    const distance = Math.max(left - x, x - right, 0);
    if (distance < leastDistance) [best, leastDistance] = [bar, distance];
  }
  return best;
}

function point(bar) {
  pointed?.classList.remove('pointed');
  pointed = bar;
  pointed?.classList.add('pointed');
  tip.hidden = pointed === null;
  if (pointed !== null) tip.textContent = pointed.dataset.tip;
}

function place(lane, x) {
  const { top, bottom } = lane.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(x - width / 2, MARGIN_PX), innerWidth - width - MARGIN_PX);
  const above = top - height - MARGIN_PX;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 0 ? above : bottom + MARGIN_PX}px`;
}

function follow({ target, clientX }) {
  const lane = target.closest?.('.lane') ?? null;
  point(lane && nearest(lane, clientX));
  if (pointed !== null) place(lane, clientX);
}

addEventListener('pointermove', follow);
addEventListener('pointerdown', follow);
addEventListener('scroll', () => point(null), { passive: true });

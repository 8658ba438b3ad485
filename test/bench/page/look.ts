/**
 * What a browser shows of the page, found out in the page itself: these functions are sent there, so
 * they know nothing of what is around them here.
 */

export interface ShownText {
  text: string;
  sizePx: number;
  contrast: number;
  left: number;
  right: number;
  /** Whether it lies in something that can be scrolled to it. */
  isScrolled: boolean;
}

/** Every text that is not hidden, as large and with the contrast that it has in the end. */
export function shownTexts(): ShownText[] {
  const channels = (colour: string) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const luminance = (rgb: number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb
      .map((channel) => channel / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element: Element): number[] => {
    for (let each: Element | null = element; each; each = each.parentElement) {
      const { rgb, alpha } = channels(getComputedStyle(each).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const isDrawing = (element: Element) => element instanceof SVGGraphicsElement;
  const shown: ShownText[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement as Element;
    if (!node.textContent?.trim() || element.localName === 'title') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, width } = range.getBoundingClientRect();
    if (width === 0 || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const scale = isDrawing(element) ? ((element as SVGGraphicsElement).getScreenCTM()?.a ?? 0) : 1;
    const inks = channels(isDrawing(element) ? style.fill : style.color).rgb;
    const [light, dark] = [luminance(inks), luminance(backgroundOf(element))].sort((a, b) => b - a);
    shown.push({
      text: node.textContent,
      sizePx: Number.parseFloat(style.fontSize) * scale,
      contrast: ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05),
      left,
      right,
      isScrolled: element.closest('.scrolling') !== null,
    });
  }
  return shown;
}

/** Pairs of texts of a drawing that lie over each other. */
export function overlappingTexts(): string[] {
  const pairs: string[] = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.checkVisibility()) continue;
    const texts = Array.from(svg.querySelectorAll('text'), (text) => ({
      text: text.firstChild?.textContent ?? '',
      box: text.getBoundingClientRect(),
    }));
    for (const [index, one] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        // Boxes have some air above and below the letters.
        const air = 0.2 * Math.min(one.box.height, other.box.height);
        const width =
          Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height =
          Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 0.5 && height > air) pairs.push(`${one.text} / ${other.text}`);
      }
    }
  }
  return pairs;
}

/** Texts of drawings that are not wholly in theirs. */
export function textsOutside(): string[] {
  const outside: string[] = [];
  for (const svg of document.querySelectorAll('.plot')) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const isInside =
        left >= frame.left - 1 &&
        right <= frame.right + 1 &&
        top >= frame.top - 1 &&
        bottom <= frame.bottom + 1;
      if (!isInside) outside.push(text.firstChild?.textContent ?? '');
    }
  }
  return outside;
}

/** Of each figure, the drawn lines or bars that can be seen. */
export function shownMarks(): Record<string, number> {
  const isSeen = (mark: SVGGeometryElement) => {
    const { stroke, strokeWidth } = getComputedStyle(mark);
    const paper = getComputedStyle(document.body).backgroundColor;
    const { width, height } = mark.getBoundingClientRect();
    return (
      mark.checkVisibility() &&
      mark.getTotalLength() > 0 &&
      width > 0 &&
      width + height > 5 &&
      Number.parseFloat(strokeWidth) > 0 &&
      stroke.startsWith('rgb(') &&
      stroke !== paper
    );
  };
  return Object.fromEntries(
    Array.from(document.querySelectorAll('[id]'), ({ id }) => {
      const marks = document.querySelectorAll<SVGGeometryElement>(
        `#${id} .line path, #${id} .bar rect`,
      );
      return [id, Array.from(marks).filter(isSeen).length];
    }),
  );
}

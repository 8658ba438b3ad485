/**
 * The colours, as CSS variables for light and dark. Those of the backends are after Okabe and Ito, made
 * darker or lighter until they can be read as letters too.
 */
const LIGHT = {
  paper: '#ffffff',
  card: '#f4f6f8',
  ink: '#1b1f24',
  faint: '#56606b',
  grid: '#dfe3e8',
  accent: '#1a6cba',
  warning: '#8f4700',
  epoll: '#1a6cba',
  poll: '#b34700',
  select: '#006049',
  kqueue: '#8f3a84',
  other: '#56606b',
};

const DARK: typeof LIGHT = {
  paper: '#14171b',
  card: '#1d2127',
  ink: '#e6e9ec',
  faint: '#a3adb8',
  grid: '#2e353d',
  accent: '#6ab8f2',
  warning: '#f0b060',
  epoll: '#6ab8f2',
  poll: '#f2935c',
  select: '#3fc7a0',
  kqueue: '#dd8fd0',
  other: '#a3adb8',
};

export const themes = `:root {
  color-scheme: light dark;
${variables(LIGHT)}
}
@media (prefers-color-scheme: dark) {
  :root {
${variables(DARK)}
  }
}
`;

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `  --${name}: ${colour};`)
    .join('\n');
}

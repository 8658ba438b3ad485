/** Python's `print()`, as far as the programs here need it. */
export function print(...values) {
  console.log(values.map(text).join(' '));
}

function text(value) {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (!Array.isArray(value)) return `${value}`;
  return `[${value.map((item) => (typeof item === 'string' ? `'${item}'` : text(item))).join(', ')}]`;
}

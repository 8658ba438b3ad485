/** A table of numbers by descriptor, with room for this one: the same table, or a larger copy. */
export function withRoomFor(fd: number, table: Int32Array): Int32Array {
  if (fd < table.length) return table;
  const larger = new Int32Array(2 * fd);
  larger.set(table);
  return larger;
}

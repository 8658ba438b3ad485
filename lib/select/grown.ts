/** How much room to allocate where so much is needed: at least twice as much as before, so that this is rare. */
export function grown(room: number, wanted: number): number {
  return wanted > room ? Math.max(wanted, 2 * room) : room;
}

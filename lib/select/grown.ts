/** How much room to make where so much is wanted: at least twice as much as before, to make it seldom. */
export function grown(room: number, wanted: number): number {
  return wanted > room ? Math.max(wanted, 2 * room) : room;
}

/** How much room to make where so much is wanted: twice as much as before, that it is seldom made. */
export function grown(room: number, wanted: number): number {
  return wanted > room ? Math.max(wanted, 2 * room) : room;
}

import type { Socket } from 'selectors-ts/socket';

/** What is gathered for one send(2): more than a socket takes at a time. */
const batch = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Lines that one socket has not taken yet. Each is a Buffer that many queues may share; however many
 * there are, they go out in one send(2).
 */
export class OutgoingQueue {
  readonly #lines: Buffer[] = [];
  #bytes = 0;
  /** How much of the first line has gone out already. */
  #sentOfFirst = 0;

  get bytes(): number {
    return this.#bytes;
  }

  push(line: Buffer): void {
    this.#lines.push(line);
    this.#bytes += line.length;
  }

  /**
   * Sends until all has gone out or the socket takes no more.
   *
   * @returns whether all has gone out
   * @throws OSError if the connection is gone
   */
  flush(socket: Socket): boolean {
    while (this.#bytes > 0) {
      const next = this.#nextBatch();
      const sent = socket.trySend(next) ?? 0;
      this.#forget(sent);
      if (sent < next.length) return false;
    }
    return true;
  }

  #nextBatch(): Buffer {
    const [first] = this.#lines as [Buffer];
    if (this.#bytes === first.length) return first;
    let filled = first.copy(batch, 0, this.#sentOfFirst);
    for (let i = 1; i < this.#lines.length && filled < batch.length; i++) {
      filled += (this.#lines[i] as Buffer).copy(batch, filled);
    }
    return batch.subarray(0, filled);
  }

  #forget(sent: number): void {
    this.#bytes -= sent;
    if (this.#bytes === 0) {
      // The usual case: one by one, the array keeps its memory for the next lines.
      while (this.#lines.length > 0) this.#lines.pop();
      this.#sentOfFirst = 0;
      return;
    }
    let left = this.#sentOfFirst + sent;
    let whole = 0;
    for (const line of this.#lines) {
      if (left < line.length) break;
      left -= line.length;
      whole++;
    }
    this.#lines.splice(0, whole);
    this.#sentOfFirst = left;
  }
}

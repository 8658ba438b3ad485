import { performance } from 'node:perf_hooks';
import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { Sample, SelectMeter } from './selectMeter.js';
import type { ChatServer } from './server.js';

const LIVE_INTERVAL_MS = 200;
const PLAIN_INTERVAL_MS = 1000;
const USUAL_COLUMNS = 80;

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/**
 * One line that is rewritten in place: backend, connections, messages a second, cost of a
 * `select()`. Where the output is no terminal, a line every second in which something happened.
 */
export class StatusLine {
  readonly #server: ChatServer;
  readonly #meter: SelectMeter;
  readonly #output: WriteStream;
  readonly #backend: string;
  #lastMs = performance.now();
  #last = { connections: 0, delivered: 0 };
  #messagesPerSecond = 0;

  constructor(server: ChatServer, meter: SelectMeter, output: WriteStream) {
    this.#server = server;
    this.#meter = meter;
    this.#output = output;
    this.#backend = server.selector.constructor.name.replace('Selector', '').toLowerCase();
  }

  /** When the line was last written. */
  get messagesPerSecond(): number {
    return this.#messagesPerSecond;
  }

  /** At every tick. */
  update(): void {
    const { isTTY } = this.#output;
    const nowMs = performance.now();
    const elapsedMs = nowMs - this.#lastMs;
    if (elapsedMs < (isTTY ? LIVE_INTERVAL_MS : PLAIN_INTERVAL_MS)) return;
    const { connections, delivered } = this.#server.counts;
    const isQuiet = connections === this.#last.connections && delivered === this.#last.delivered;
    this.#messagesPerSecond = ((delivered - this.#last.delivered) * 1000) / elapsedMs;
    const text = [
      this.#backend,
      `${whole.format(connections)} connections`,
      `${whole.format(this.#messagesPerSecond)} messages/s`,
      costText(this.#meter.median()),
    ].join(' | ');
    if (isTTY) this.#rewrite(text);
    else if (!isQuiet) this.#output.write(`${text}\n`);
    this.#lastMs = nowMs;
    this.#last = { connections, delivered };
  }

  /** Takes the line away, for other output. */
  clear(): void {
    if (this.#output.isTTY) this.#rewrite('');
  }

  #rewrite(text: string): void {
    cursorTo(this.#output, 0);
    clearLine(this.#output, 1);
    // A line that wraps could not be rewritten.
    this.#output.write(text.slice(0, (this.#output.columns || USUAL_COLUMNS) - 1));
  }
}

function costText(cost: Sample | undefined): string {
  if (cost === undefined) return 'select() ?';
  return `select() ${tenths.format(cost.microseconds)} µs, ${cost.readyCount} ready`;
}

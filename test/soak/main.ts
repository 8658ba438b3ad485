/**
 * `npm run soak -- --minutes 5`: servers on every backend, blocking and asynchronous, with all kinds of clients,
 * and threads and workers that come and go. In the order in which to read it: `run/round.ts` is what is done, again
 * and again, `servers/` and `load/` by and to whom, `growth/` finds out what it leaves behind.
 */
import { parseOptions } from './run/options.js';
import { soak } from './run/soak.js';
import { startWatchdog } from './run/watchdog.js';

const options = parseOptions();
startWatchdog();
process.exit(await soak(options));

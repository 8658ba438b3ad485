import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Chromium or Chrome as the system has it; empty if it has none. */
const program = spawnSync('sh', ['-c', names.map((name) => `command -v ${name}`).join(' || ')], {
  encoding: 'utf8',
}).stdout.trim();

/** Whoever has none sees those tests skipped; where everything is checked, that is a failure. */
export const isBrowserMissing = program === '' && process.env.CI === undefined;

/** Without a window. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    ...(program === '' ? { channel: 'chrome' } : { executablePath: program }),
    // Chromium refuses to run as root with it, as one does in containers.
    chromiumSandbox: false,
  });
}

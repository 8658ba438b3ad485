import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Chromium or Chrome as the system has it, without a window. */
export async function launchBrowser(): Promise<Browser> {
  const found = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], {
    encoding: 'utf8',
  }).stdout.trim();
  return await chromium.launch({
    ...(found === '' ? { channel: 'chrome' } : { executablePath: found }),
    // Chromium refuses to run as root with it, as one does in containers.
    chromiumSandbox: false,
  });
}

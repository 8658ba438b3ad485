/**
 * The package that this is, found by its name: in a clone, once installed, and from any chunk.
 */
import { readFileSync } from 'node:fs';

const manifest = new URL(import.meta.resolve('selectors-ts/package.json'));

export const packageFolder = new URL('.', manifest);

export const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));

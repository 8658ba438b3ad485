/**
 * What threads and processes run, on its way to them.
 */
import { deserialize, serialize } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { ValueError } from '../../lib/errors/index.js';
import { loadTarget, packTarget } from '../../lib/marshal/index.js';

const work = new URL('./fixtures/work.mjs', import.meta.url);

/** A function as it is written, not as the test runner has transformed it. */
const written = (source: string) => runInThisContext(`(${source})`) as () => unknown;

/** The target in another thread or process. */
async function there(target: Parameters<typeof packTarget>[0]) {
  return loadTarget(deserialize(serialize(packTarget(target))), 'Process-1');
}

describe('a module', () => {
  test.each([
    ['#named', ['named', 1]],
    ['#default', ['default', 1]],
    ['', ['default', 1]],
    ['?again#named', ['named', 1]],
  ])('%j', async (suffix, result) => {
    const url = new URL(suffix, work);
    expect((await there(url))(1)).toEqual(result);
    expect((await there(url.href))(1)).toEqual(result);
  });

  test('exports functions by any name', async () => {
    expect((await there(new URL('#größe', work)))()).toBe('größe');
  });

  test('may come with the text', async () => {
    const call = await there('data:text/javascript,export const twice = (x) => 2 * x;#twice');
    expect(call(21)).toBe(42);
  });

  test.each([
    ['#nothing', `${work} has no export nothing`],
    ['#notAFunction', `the export notAFunction of ${work} is not a function, but object`],
  ])('with %s at fault', async (suffix, message) => {
    await expect(there(new URL(suffix, work))).rejects.toThrow(new RegExp(`^${message}`));
    await expect(there(new URL(suffix, work))).rejects.toThrow(TypeError);
  });

  test('that is not there', async () => {
    await expect(there(new URL('./missing.mjs', work))).rejects.toThrow(/missing\.mjs/);
  });

  test('whose own mistakes are told as they are', async () => {
    const call = await there(new URL('#broken', work));
    expect(call).toThrow('missingInTheModule is not defined');
    expect(call).not.toThrow(/module's URL/);
  });

  test.each(['./work.js', '/tmp/work.js', 'work', 'C:\\work.js', ''])('not by %j', (text) => {
    expect(() => packTarget(text)).toThrow(ValueError);
    expect(() => packTarget(text)).toThrow("new URL('./work.js', import.meta.url)");
  });

  test.each([
    ['./work.js#f', './work.js#f'],
    ['../lib/other.mjs#f', '../lib/other.mjs#f'],
    ['./other.mjs', './other.mjs'],
    ['/tmp/work.js#f', './work.js#f'],
    ['work#größe', './work.js#größe'],
    ['C:\\work.js#f', './work.js#f'],
    ['#f', './work.js#f'],
    ["./it's.js#f", './work.js#f'],
    ["./work.js#it's", './work.js'],
  ])('%j: the advice keeps what it can', (text, advised) => {
    expect(() => packTarget(text)).toThrow(`new URL('${advised}', import.meta.url)`);
  });

  test('not by a fragment that cannot be a name', () => {
    expect(() => packTarget('file:///work.js#%')).toThrow(ValueError);
  });
});

describe('a function', () => {
  test.each([
    ['function (a, b) { return a + b; }'],
    ['function named(a, b) { return named.length === 2 ? a + b : 0; }'],
    ['(a, b) => a + b'],
    ['(a, b) => { return a + b; /* // */ }'],
    ['{ method(a, b) { return a + b; } }.method'],
    ['{ async(a, b) { return a + b; } }.async'],
    ['{ delete(a, b) { return a + b; } }.delete'],
    ['class { static method(a, b) { return a + b; } }.method'],
    ["function (a, b) { const __name = (f) => f; return __name(() => a + b, 'x')(); }"],
    ["function (a, b) { return __name(() => a + b, 'x')(); }"],
  ])('%s', async (source) => {
    expect((await there(written(source)))(1, 2)).toBe(3);
  });

  test.each([
    ['async () => 3'],
    ['async function () { return 3; }'],
    ['{ async method() { return 3; } }.method'],
    ["async () => (await import('node:path')).sep.length + 2"],
  ])('%s, with a promise', async (source) => {
    expect(await (await there(written(source)))()).toBe(3);
  });

  test('is strict code, as in a module, and has no this', async () => {
    expect((await there(written('function () { return this; }')))()).toBe(undefined);
    expect((await there(written('() => this')))()).toBe(undefined);
  });

  test("gets the name that esbuild's helper gives it", async () => {
    const call = await there(written("() => __name(() => {}, 'kept').name"));
    expect(call()).toBe('kept');
  });

  test('is told from others by its stack trace', async () => {
    const call = await there(written("() => { throw new Error('x'); }"));
    expect(call).toThrow(
      expect.objectContaining({ stack: expect.stringContaining('Process-1 target:1:') }),
    );
  });

  test.each([
    ['function* () {}', 'generator'],
    ['async function* () {}', 'generator'],
    ['class A {}', 'is a class'],
    ['(() => {}).bind(null)', 'native or bound'],
    ['Math.max', 'native or bound'],
    ['new Proxy(() => {}, {})', 'native or bound'],
    ['{ __proto__: null, method() { return super.x; } }.method', "'super' keyword"],
    ['class { #x = 1; static of(a) { return a.#x; } }.of', '#x'],
    ["{ ['computed ' + 1]() {} }['computed 1']", 'cannot be carried'],
    ["Object.getOwnPropertyDescriptor({ get x() { return 1; } }, 'x').get", 'cannot be carried'],
  ])('not %s', (source, reason) => {
    const refused = written(source);
    expect(() => packTarget(refused)).toThrow(TypeError);
    expect(() => packTarget(refused)).toThrow(reason);
  });

  test.each(['() => outside', 'async () => outside', '() => outside()'])(
    'says what it has left behind: %s',
    async (source) => {
      const call = await there(written(source));
      const error: Error = await Promise.resolve()
        .then(() => call() as never)
        .catch((reason) => reason);
      expect(error).toBeInstanceOf(ReferenceError);
      expect(error.message).toMatch(/^outside is not defined in .*new URL\('\.\/work\.js#name'/);
      expect(error.cause).toMatchObject({ message: 'outside is not defined' });
    },
  );

  test('passes on all other errors as they are', async () => {
    const call = await there(
      written("() => { throw new ReferenceError('x is not defined, really'); }"),
    );
    expect(call).toThrow('x is not defined, really');
    const early = await there(written('() => { late; const late = 1; }'));
    expect(early).toThrow("Cannot access 'late' before initialization");
  });
});

test.each([[5], [null], [{}], [Symbol('s')]])('not %s', (target) => {
  expect(() => packTarget(target as never)).toThrow(TypeError);
});

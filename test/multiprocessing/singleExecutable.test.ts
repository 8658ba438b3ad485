import { expect, test } from 'vitest';
import { runNode } from '../support/node.js';

test('a single-executable application, whose executable would run itself again', () => {
  const output = runNode(`
    const { getBuiltinModule } = process;
    process.getBuiltinModule = (id) =>
      id === 'node:sea' ? { isSea: () => true } : getBuiltinModule(id);
    const { Process } = await import('selectors-ts/multiprocessing');
    const child = new Process();
    try {
      child.start();
    } catch ({ name, message }) {
      console.log(name, message);
    }
    console.log(child.pid);
  `);
  expect(output).toBe(
    'NotImplementedError a single-executable application has no Node to start\nnull\n',
  );
});

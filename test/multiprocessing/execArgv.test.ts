import { expect, test } from 'vitest';
import { inheritedExecArgv } from '../../lib/multiprocessing/execArgv.js';

test.each([
  [
    ['--import', 'tsx', '--max-old-space-size=64'],
    ['--import', 'tsx', '--max-old-space-size=64'],
  ],
  [['--inspect=9229', '--inspect-brk', '--enable-source-maps'], ['--enable-source-maps']],
  [['--inspect-port', '0', '--expose-gc'], ['--expose-gc']],
  [['-e', 'start()', '--expose-gc'], ['--expose-gc']],
  [['--input-type=module', '--eval=start()'], []],
  [['-p', '--expose-gc'], ['--expose-gc']],
  [['--watch', '--watch-path', 'lib', '--env-file=x'], ['--env-file=x']],
  [['--test', '--test-reporter', 'dot'], []],
  [['--eventual', '-i'], ['--eventual']],
])('of %j a child gets %j', (execArgv, inherited) => {
  expect(inheritedExecArgv(execArgv)).toEqual(inherited);
});

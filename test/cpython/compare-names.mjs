/**
 * Compares our tests' titles with the test names of the installed CPython 3.13: each of its tests
 * has a counterpart under the same name, or a reason not to.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { absentThreading } from './absentThreading.mjs';
import { findPython } from './python.mjs';

/** Where the counterparts of each module, or class of one, are: files, or all files of a folder. */
const counterparts = {
  test_selectors: 'conformance/',
  test_select: 'select/select.test.ts',
  test_poll: 'select/poll.test.ts',
  test_epoll: 'select/epoll.test.ts',
  test_kqueue: 'conformance/kqueue.test.ts',
  'lock_tests.BaseLockTests': 'threading/lock.test.ts',
  'lock_tests.LockTests': 'threading/lock.test.ts',
  'lock_tests.RLockTests': 'threading/lock.test.ts',
  'lock_tests.EventTests': 'threading/event.test.ts',
  'lock_tests.ConditionTests': 'threading/condition.test.ts',
  'lock_tests.BaseSemaphoreTests': 'threading/semaphore.test.ts',
  'lock_tests.SemaphoreTests': 'threading/semaphore.test.ts',
  'lock_tests.BoundedSemaphoreTests': 'threading/semaphore.test.ts',
  'lock_tests.BarrierTests': 'threading/barrier.test.ts',
  test_queue: 'threading/queue.test.ts',
  test_threading: ['threading/'],
};

const absences = {
  ...absentThreading,
  'test_select.test_disallow_instantiation':
    'poll() is a function there, whose type cannot be called; here Poll is a class made by new',
  'test_kqueue.test_fork': 'Node cannot fork',
  'lock_tests.test_at_fork_reinit': 'Node cannot fork',
  'lock_tests.test_recursion_count': 'calls a private method that none of ours needs',
  'test_queue.test_failing_queue':
    'overrides private methods, that run in the middle of put and get',
  'test_queue.test_references': 'items are cloned: the queue refers to none',
  'test_queue.test_is_default': 'SimpleQueue has no counterpart here',
  'test_queue.test_reentrancy': 'SimpleQueue has no counterpart here',
};

/** Classes whose tests are all there, but not for their subject. */
const absentClasses = {
  'test_selectors.DevpollSelectorTestCase': "Solaris' /dev/poll has no backend here, nor has Node",
};

const listing = `
import ast, importlib.util, json, sys
tests = []
for module in sys.argv[1:]:
    path = importlib.util.find_spec('test.' + module).origin
    for node in ast.parse(open(path).read()).body:
        if isinstance(node, ast.ClassDef):
            names = [f.name for f in node.body
                     if isinstance(f, ast.FunctionDef) and f.name.startswith('test')]
            tests.append([module, node.name, names])
print(json.dumps(tests))
`;

function filesIn(place) {
  const root = new URL(`../${place}`, import.meta.url);
  if (!place.endsWith('/')) return [root];
  const names = readdirSync(root).filter((name) => name.endsWith('.ts'));
  return names.map((name) => new URL(name, root));
}

function titlesIn(place) {
  const files = [place].flat().flatMap(filesIn);
  const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  // By themselves, or in the table of a test.each().
  return new Set(
    Array.from(
      sources.matchAll(/^ *(?:test(?:\.runIf\(\w+\))?\(|\[)\s*'(test\w+)'/gm),
      ([, title]) => title,
    ),
  );
}

const python = findPython();
if (python.version !== '3.13') {
  console.error(`This compares with CPython 3.13; there is only ${python.version}.`);
  process.exit(2);
}
const modules = new Set(Object.keys(counterparts).map((name) => name.split('.')[0]));
const args = ['-c', listing, ...modules];
const classes = JSON.parse(execFileSync(python.command, args, { env: python.env }));

const complaints = [];
const reasons = new Map(Object.entries({ ...absences, ...absentClasses }));
const used = new Set();
let total = 0;
let present = 0;

function absent(name, origin) {
  const reason = reasons.get(name);
  used.add(name);
  if (reason === undefined) complaints.push(`${origin} has no counterpart and no reason`);
  else console.log(`absent: ${origin}: ${reason}`);
}

const titles = Object.fromEntries(
  Object.entries(counterparts).map(([module, place]) => [module, titlesIn(place)]),
);
for (const [module, className, names] of classes) {
  if (`${module}.${className}` in absentClasses) {
    absent(`${module}.${className}`, `${module}.${className}`);
  }
  for (const name of names) {
    total++;
    const place = titles[`${module}.${className}`] ?? titles[module];
    if (place?.has(name)) present++;
    else absent(`${module}.${name}`, `${module}.${className}.${name}`);
  }
}
for (const name of reasons.keys()) {
  if (!used.has(name)) complaints.push(`${name} is not absent, yet has a reason to be`);
}

console.log(`${present} of ${total} tests of CPython ${python.version} have a counterpart`);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

/** Results in which every text tries to be markup. */
import type { CaseResult, Results } from '../../../bench/results/index.js';
import { sampleResults } from './sample.js';

export const MARKUP = `</script></style></title></svg>"'<img src="http://localhost/" onerror=alert(1)>&lt;&amp;]]>--><b onclick='x'>`;
/** With characters at its end that XML does not allow. */
const EVIL = `${MARKUP}\u0000\u0008\uffff`;

/** Tells names that have to differ apart. */
function evil(name: string): string {
  return `${name}${EVIL}`;
}

function evilCase(each: CaseResult): CaseResult {
  const { activity, operation } = each.parameters;
  return {
    ...each,
    name: evil(each.name),
    parameters: {
      ...each.parameters,
      ...(activity === undefined ? {} : { activity: evil(activity) }),
      ...(operation === undefined ? {} : { operation: evil(operation) }),
    },
    constants: { [EVIL]: 5e6 },
    contenders: each.contenders.map(({ absent, ...contender }) => ({
      ...contender,
      name: evil(contender.name),
      ...(absent === undefined ? {} : { absent: EVIL }),
      metrics: {
        ...contender.metrics,
        ...(absent ? {} : { [EVIL]: contender.metrics[each.metric]! }),
      },
    })),
  };
}

export function evilResults(): Results {
  const results = sampleResults({ peers: true });
  return {
    ...results,
    options: [EVIL],
    notes: [EVIL],
    advice: [EVIL],
    machine: {
      ...results.machine,
      ...Object.fromEntries(
        (
          [
            'system',
            'platform',
            'arch',
            'kernel',
            'cpu',
            'runtime',
            'nodeApi',
            'package',
            'binary',
          ] as const
        ).map((field) => [field, EVIL]),
      ),
      backends: results.machine.backends.map((backend) => ({ ...backend, reason: EVIL })),
    },
    cases: results.cases.map(evilCase),
  };
}

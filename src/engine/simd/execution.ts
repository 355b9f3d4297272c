/** Executes a program whose rows the caller gives (`model/execution.ts`) on the SIMD kernels, in float32, on one thread. */
import { ProblemError } from '../../experiment/problem';
import type { Program } from '../../model/compile';
import type { Execution, Given } from '../../model/execution';
import { NO_UPDATES } from '../../model/optimiser';
import { NO_HYPER } from '../../model/spec';
import { missingFor } from '../engineCapabilities';
import { compileKernels, openKernels } from './kernels';
import { createNetwork } from './network';
import { planNetwork } from './plan';
import { ThreadGroup } from './threadGroup';

/**
 * For at most `rows` rows at once. Throws ProblemError: 'engine.unsuited' where the kernels cannot compute the program,
 * 'engine.unavailable' where there is no SIMD, 'engine.memory' where there is too little memory.
 */
export async function simdExecution(program: Program, rows: number): Promise<Execution> {
  if (missingFor('simd', program).length > 0) throw new ProblemError('engine.unsuited', { engine: 'simd' });
  const plan = planNetwork(program, rows, rows, 1);
  const memory = plan.arena.open();
  const kernels = await openKernels(await compileKernels(), memory);
  const network = createNetwork(plan, memory, kernels, new ThreadGroup(memory, plan.board));
  const { size } = program.layout;
  const recorded = new Float32Array(program.terms.length);
  const total = program.terms.indexOf('total');

  function give({ count, rows, labels }: Given): void {
    network.give(count, rows);
    if (labels) network.labels.set(labels.subarray(0, count));
  }

  return {
    rows,
    load(parameters) {
      const [m, v] = [new Float32Array(size), new Float32Array(size)];
      const { optimiser } = NO_HYPER;
      network.load({ parameters: Float32Array.from(parameters), optimiser, m, v, updates: NO_UPDATES });
    },
    parameters() {
      const found = new Float32Array(size);
      network.readParameters(0, found);
      return Float64Array.from(found);
    },
    learn(given, step, hyper) {
      give(given);
      network.learn(given.count, 0, step, hyper, recorded, 0);
      return recorded[total];
    },
    apply(given, out) {
      give(given);
      network.apply(given.count, out);
    },
  };
}

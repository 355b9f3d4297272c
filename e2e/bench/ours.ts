/** Our engines as subjects, through the interface that the page's worker uses. */

import { createEngine } from '../../src/engine/select';
import type { EngineId } from '../../src/experiment/config';
import { hyperWith } from '../../src/experiment/specOf';
import { BATCH, SEED, type Subject, type Task } from './subject';

const HYPER = hyperWith({ learningRate: 1e-3, beta: 1 });

/**
 * `how`: the precision of WebGPU, by default the one that the page would choose; or threads of the SIMD engine, by
 * default one. Throws where the machine has no such precision, or fewer threads.
 */
export async function startOurs(name: EngineId, task: Task, how?: string): Promise<Subject> {
  const half = how?.startsWith('float') ? how === 'float16' : undefined;
  const threads = half === undefined ? Number(how ?? 1) : 1;
  const setup = { spec: task.spec, seed: SEED, batch: BATCH, images: task.images, threads, half };
  const engine = await createEngine(name, setup);
  if (threads > 1 && !engine.device.endsWith(`${threads} threads`)) throw new Error(`only ${engine.device}`);
  let next = 0;
  return {
    device: engine.device,
    /** The engine draws batch and noise of step 0 from the counter: they equal the sample. */
    async firstLoss() {
      const [total] = await engine.train(next++, 1, HYPER);
      return total;
    },
    async train(count) {
      await engine.train(next, count, HYPER);
      next += count;
      // The losses are read before the last update is finished: wait for a weight as well.
      await engine.readParameters(task.parameters.length - 1);
    },
    parameters: () => engine.readParameters(),
    async decode(z, count) {
      await engine.decode(z, count);
    },
  };
}

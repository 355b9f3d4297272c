/**
 * A model with a closed form, on an engine that does everything else for it: its one step computes the
 * solution. Callers use it like any other engine.
 */

import { termsOf } from '../model/compile';
import { fitPca } from '../model/pca';
import { type Engine, freshState } from './engine';

/**
 * `nextTask` is awaited now and then during a step, so that other work can run. It returns whether the step is
 * still wanted; if not, the step is abandoned and nothing has changed.
 */
export function closedForm(engine: Engine, images: Uint8Array, nextTask: () => Promise<boolean>): Engine {
  const { spec } = engine;
  const nextTaskOrAbandon = async () => {
    if (!(await nextTask())) throw new Abandoned();
  };
  return {
    ...engine,
    async train(_, count) {
      const fitted = await fitPca(spec, images, nextTaskOrAbandon).catch((error) => {
        if (error instanceof Abandoned) return null;
        throw error;
      });
      if (!fitted) return new Float32Array(0);
      const { parameters, variances, total } = fitted;
      await engine.load(freshState(spec, parameters));
      // Half the variance that no component explains is the mean reconstruction loss, the only loss.
      const left = variances.reduce((rest, v) => rest - v, total) / 2;
      return new Float32Array(count * termsOf(spec).length).fill(left);
    },
  };
}

class Abandoned extends Error {}

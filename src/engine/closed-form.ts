/**
 * A model that has a closed form, on an engine that does everything else for it: its one step finds the answer.
 * Whoever trains it needs not know.
 */
import { fitPca } from '../model/pca';
import { programOf, termsOf } from '../model/program';
import type { ModelSpec } from '../model/spec';
import { type Engine, updates } from './engine';

/** Whether there is nothing to repeat: a program without phases. */
export const hasClosedForm = (spec: ModelSpec): boolean => programOf(spec).phases.length === 0;

/** `turn` is awaited now and then in a step, so that others can go on. */
export function closedForm(engine: Engine, images: Uint8Array, turn: () => Promise<void>): Engine {
  const { spec } = engine;
  return {
    ...engine,
    async train(_, count) {
      const { parameters, variances, total } = await fitPca(spec, images, turn);
      const nothing = new Float32Array(parameters.length);
      await engine.load({ parameters, m: nothing, v: nothing, updates: updates(0) });
      // Half the variance that no component holds is the mean reconstruction loss, and that is all there is.
      const left = variances.reduce((rest, v) => rest - v, total) / 2;
      return new Float32Array(count * termsOf(spec).length).fill(left);
    },
  };
}

/** After a step with saturated probabilities, no number in the engine's memory is subnormal. */
import { describe, expect, it } from 'vitest';
import { compileModel, layoutOf } from '../../model/compile';
import { reachOf } from '../../model/layout';
import type { ModelSpec } from '../../model/spec';
import { BATCH, saturatedState, stripes } from '../conformance/checks';
import { type Case, caseOf, FAMILY_CASES, PLAIN_CASES } from '../conformance/table';
import type { TrainingState } from '../engine';
import { compileKernels, openKernels } from './kernels';
import { createNetwork } from './network';
import { planNetwork } from './plan';
import { ThreadGroup } from './threadGroup';

/** The smallest normal float32. */
const NORMAL = 2 ** -126;
const subnormal = (x: number) => x !== 0 && Math.abs(x) < NORMAL;

/**
 * Small weights, moments that are about to become subnormal, and logits whose averaged gradient is subnormal.
 */
function onTheEdge(spec: ModelSpec): TrainingState {
  const { parameters, ...rest } = saturatedState(spec);
  const { layers } = layoutOf(spec);
  layers.forEach((layer, l) => {
    const { learner, outputs, weight, bias, biasSize } = layer;
    const reach = reachOf(layer);
    for (let k = weight; k < bias; k++) {
      const [input, output] = [Math.floor((k - weight) / outputs), (k - weight) % outputs];
      parameters[k] = reach && output < reach[input] ? 0 : 0.01 * Math.sin(7 * k + 1);
    }
    const ends = layers[l + 1]?.learner !== learner && (learner !== 'encoder' || spec.family === 'made');
    parameters.fill(ends ? -86 : 0.01, bias, bias + biasSize);
  });
  return { ...rest, parameters, m: rest.m.fill(1.2e-38), v: rest.v.fill(1.175e-38) };
}

/** How many subnormal numbers there are after a step, by place. */
async function subnormalsAfterStep({ spec, hyper }: Case): Promise<Record<string, number>> {
  const plan = planNetwork(compileModel(spec), BATCH, BATCH, 1);
  const memory = plan.arena.open();
  const kernels = await openKernels(await compileKernels(), memory);
  const network = createNetwork(plan, memory, kernels, new ThreadGroup(memory, plan.board));
  network.load(onTheEdge(spec));
  network.images.set(stripes(BATCH, 5, spec.data).map((byte) => (byte > 200 ? byte : 0)));
  network.learn(BATCH, 7, 0, hyper, new Float32Array(8), 0);
  const floats = new Float32Array(memory.buffer);
  const found: Record<string, number> = {};
  const look = (where: string, numbers: Float32Array) => {
    const count = numbers.filter(subnormal).length;
    if (count > 0) found[where] = (found[where] ?? 0) + count;
  };
  plan.phases.forEach(({ slots }, phase) => {
    for (const slot of slots.values()) {
      for (const [what, place] of Object.entries({ value: slot, gradient: slot.delta })) {
        if (!place) continue;
        for (let row = 0; row < slot.value.stack * BATCH; row++) {
          const at = (place.at + row * place.ld) / 4;
          look(`phase ${phase}, ${what} ${slot.value.id}`, floats.subarray(at, at + place.columns));
        }
      }
    }
  });
  const { m, v } = network.save();
  look('m', m);
  look('v', v);
  return found;
}

const VAE = PLAIN_CASES.filter(({ name }) => name.startsWith('vae bernoulli'));
const SIGMOID_CODE = caseOf('ae, sigmoid code');
/** A network that does not learn in a step keeps its moments. */
const GAMES = FAMILY_CASES.filter(({ hyper }) => hyper.turn === 'both');

describe('a step of the SIMD engine', () => {
  it.each([...VAE, SIGMOID_CODE, ...GAMES])('leaves no subnormal number: $name', async (one) => {
    expect(await subnormalsAfterStep(one)).toEqual({});
  });
});

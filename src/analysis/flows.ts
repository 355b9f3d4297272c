/**
 * Learns a prior from codes (`latent/flow/`), and draws from it, in pieces of some tens of milliseconds. Its network is computed
 * on the SIMD kernels, on this thread alone; where WebAssembly SIMD does not start, by the float64 reference.
 */
import { denoise } from '../latent/flow/diffusion';
import { integrate, STEPS, transport } from '../latent/flow/integrate';
import { BATCH, canLearn, createFlowTraining, type FlowTraining, programFor } from '../latent/flow/training';
import { type Flow, fieldOf, flowOf, flowOn, PASS, rowOf } from '../latent/flow/velocity';
import { energyDistance } from '../math/energyDistance';
import { fillNormal, Purpose } from '../math/random';
import type { Program } from '../model/compile';
import type { Execution } from '../model/execution';
import { referenceExecution } from '../model/reference/execution';
import { type FlowPaths, type StepQuality, WAYS } from './flowPaths';
import type { Pace } from './pace';
import type { AnalysisRequests, Learned } from './protocol';

type Body<T extends keyof AnalysisRequests> = AnalysisRequests[T]['body'];

/** Draws that are moved in one piece of work, and training steps of one. */
const DRAWS = 250;
const PIECE = 12;
/** Draws that the ways to draw are compared with, and the evaluations of the network that each may take. */
const COMPARED = 500;
const EVALUATIONS = [1, 2, 4, 8, 16, 32, 64];

export function createFlows(pace: Pace) {
  let training: FlowTraining | null = null;
  let begun = 0;
  let latest = 0;

  return {
    /** Whether the codes can be learned: they are there, and finite. */
    async begin({ codes, seed }: Body<'flowBegin'>): Promise<boolean> {
      const request = ++begun;
      training = null;
      if (!canLearn(codes)) return false;
      const execution = await executionOf(programFor(codes), BATCH);
      if (request === begun) training = createFlowTraining(codes, seed, { execution });
      return true;
    },

    /** Takes steps; null where nothing has begun. */
    train({ steps }: Body<'flowTrain'>): Promise<Learned | null> {
      const now = training;
      return pace.work(async () => {
        if (!now) return null;
        let sum = 0;
        for (let left = steps; left > 0; left -= PIECE) {
          for (const loss of now.train(Math.min(PIECE, left))) sum += loss / steps;
          await pace.nextTask();
        }
        const { latent, classes, scales, parameters } = now.flow;
        return {
          step: now.step,
          loss: sum,
          flow: { latent, classes, scales, parameters: parameters.slice() },
        };
      });
    },

    /** The way of draws of N(0, I); always the same ones for the same seed and round. */
    async paths({ flow: data, label, seed, round, count, codes }: Body<'flowPaths'>): Promise<FlowPaths> {
      const flow = await executed(flowOf(data));
      const { latent, classes } = flow;
      const field = fieldOf(flow);
      const moments = STEPS + 1;
      const positions = new Float32Array(moments * count * latent);
      const noise = new Float64Array(count * latent);
      fillNormal(noise, seed, Purpose.draws, 3 * round);
      const rows = new Uint8Array(DRAWS).fill(rowOf(label, classes));
      return pace.work(async () => {
        for (let from = 0; from < count; from += DRAWS) {
          const n = Math.min(DRAWS, count - from);
          const x = noise.slice(from * latent, (from + n) * latent);
          positions.set(x, from * latent);
          for (let k = 1; k < moments; k++) {
            integrate(
              (at, t, out) => field.velocity(at, t, n, rows, out),
              x,
              (k - 1) / STEPS,
              k / STEPS,
              1,
              'heun',
            );
            positions.set(x, (k * count + from) * latent);
          }
          await pace.nextTask();
        }
        const ends = positions.subarray(STEPS * count * latent);
        return { latent, count, moments, positions, classes: codes && nearestOf(ends, codes, latent), label };
      });
    },

    /** Of draws of any class, from the same numbers for all. */
    async steps({ flow: data, seed, codes }: Body<'flowSteps'>): Promise<StepQuality[] | null> {
      const request = ++latest;
      const flow = await executed(flowOf(data));
      const { latent, classes } = flow;
      const rows = new Uint8Array(COMPARED).fill(rowOf(null, classes));
      const noise = new Float64Array(COMPARED * latent);
      fillNormal(noise, seed, Purpose.diffusion, 0);
      return pace.work(async () => {
        const found: StepQuality[] = [];
        for (const evaluations of EVALUATIONS)
          for (const way of WAYS) {
            await pace.nextTask();
            if (request !== latest) return null;
            // A step of Heun's method evaluates twice.
            const steps = way === 'heun' ? evaluations / 2 : evaluations;
            if (!Number.isInteger(steps)) continue;
            const z = noise.slice();
            if (way === 'diffusion')
              denoise(flow, z, rows, steps, (out, n) => fillNormal(out, seed, Purpose.diffusion, 1 + n));
            else transport(flow, z, rows, { steps, method: way });
            found.push({ way, evaluations, distance: energyDistance(z, codes, latent) });
          }
        return found;
      });
    },
  };
}

async function executionOf(program: Program, rows: number): Promise<Execution> {
  try {
    const { simdExecution } = await import('../engine/simd/execution');
    return await simdExecution(program, rows);
  } catch {
    // No SIMD, or no memory for it.
    return referenceExecution(program, rows);
  }
}

/** The flow with an execution of its own, since requests may overlap. */
const executed = async (flow: Flow): Promise<Flow> => flowOn(flow, await executionOf(flow.program, PASS));

/** The label of the nearest code of each point. */
function nearestOf(
  points: Float32Array,
  { mu, labels }: { mu: Float32Array; labels: Uint8Array },
  latent: number,
): Uint8Array {
  return Uint8Array.from({ length: points.length / latent }, (_, i) => {
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let c = 0; c < labels.length; c++) {
      let squared = 0;
      for (let d = 0; d < latent; d++) squared += (points[i * latent + d] - mu[c * latent + d]) ** 2;
      if (squared < least) [best, least] = [c, squared];
    }
    return labels[best];
  });
}

/**
 * `window.playground`: the page, to be scripted by teachers, embedders and tests. It goes through
 * the same validation as the controls and shows on the screen what it does; a promise that rejects
 * does so with an Error whose message is the sentence that a reader would see.
 */
import type { Config } from '../experiment/config';
import { ProblemError, toProblem } from '../experiment/problem';
import { wordsOf } from '../i18n/words';
import { INPUT_SIZE, type Turn } from '../model/spec';
import { series } from '../state/series';
import * as session from '../state/session';
import { useStore } from '../state/store';
import type { DatasetParts, Evaluation, RunStatus, RunSummary } from '../worker/protocol';
import { bytes, codes, label, limit, namedValues, plain, refuseUnless, wholeNumber } from './arguments';
import { describeProblem } from './problemWords';

export interface PlaygroundState {
  /** The engine that runs, and what computes; empty until one is chosen. */
  engine: string;
  device: string;
  /** The data set in use; empty until there is one. */
  dataset: string;
  config: Config;
  run: { status: RunStatus; step: number; epoch: number; stepsPerSecond: number };
}

/**
 * Losses of one training step by term, in nats per image: of a VAE `total`, `recon` and `kl`; which terms there
 * are depends on the model. With `testTotal` … where the test set was evaluated after that step.
 */
export interface Metrics {
  step: number;
  [term: string]: number;
}

export interface PlaygroundApi {
  /** Resolves when `decode` works. */
  ready: Promise<void>;
  state(): PlaygroundState;
  /** Takes all of the patch, or rejects and takes nothing of it. */
  configure(patch: Partial<Config>): Promise<void>;
  /** Resolves when the run stops again: at a limit, by `pause`, or because it diverged. */
  train(limits?: { steps?: number; epochs?: number }): Promise<RunSummary>;
  pause(): Promise<RunSummary>;
  /** Of an adversarial model, `turn` says who learns: both, or one of the two. */
  step(n?: number, options?: { turn?: Turn }): Promise<RunSummary>;
  /** A new run of the settings, of another seed if one is given. */
  reset(options?: { seed?: number }): Promise<RunSummary>;
  /** One entry a step; of a run longer than 200,000 steps the latest. */
  metrics(): Metrics[];
  /** On the whole test set. */
  evaluate(): Promise<Evaluation>;
  /**
   * `images` is count × 784 bytes; answers count × latent. `logVar` is null where codes are points. A conditional
   * model is told the labels, a byte each.
   */
  encode(
    images: Uint8Array,
    count: number,
    labels?: Uint8Array,
  ): Promise<{ mu: Float32Array; logVar: Float32Array | null }>;
  /** `z` is count × latent; answers count × 784 pixels in [0, 1]. A conditional model draws the class `label`. */
  decode(z: Float32Array, count: number, label?: number): Promise<Float32Array>;
  /** safetensors, parameters by name. */
  exportCheckpoint(): Promise<Uint8Array>;
  importCheckpoint(bytes: Uint8Array): Promise<void>;
  /** IDX bytes, gzipped or not. */
  importDataset(parts: DatasetParts): Promise<void>;
}

declare global {
  interface Window {
    playground: PlaygroundApi;
  }
}

/** Lets a promise reject with the sentence instead of the code. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = toProblem(error);
    const inside = ProblemError.of(problem);
    inside.message = describeProblem(wordsOf(useStore.getState().language), problem);
    throw inside;
  }
}

const TURNS: readonly Turn[] = ['both', 'discriminator', 'generator'];
const PARTS = ['images', 'labels', 'testImages', 'testLabels'] as const satisfies (keyof DatasetParts)[];

export function createPlayground(): PlaygroundApi {
  return {
    ready: session.opened,
    state() {
      const { config, engine, data, run } = useStore.getState();
      const { status, step, epoch, stepsPerSecond } = run;
      return {
        engine: engine.id ?? '',
        device: engine.device,
        dataset: data.id ?? '',
        config: structuredClone(config),
        run: { status, step, epoch, stepsPerSecond },
      };
    },
    configure: (patch) => inWords(async () => session.configure(plain(patch, 'patch'))),
    train: (limits) =>
      inWords(async () => {
        const { steps, epochs } = namedValues(limits, 'limits', ['steps', 'epochs']);
        return session.train({
          steps: limit(steps, 'steps', true),
          epochs: limit(epochs, 'epochs', false),
        });
      }),
    pause: () => inWords(session.pause),
    step: (n = 1, options) =>
      inWords(async () => {
        const count = wholeNumber(n, 'n');
        const { turn = 'both' } = namedValues(options, 'options', ['turn']);
        const known = TURNS.find((one) => one === turn);
        refuseUnless(known !== undefined, 'turn');
        return session.step(count, known);
      }),
    reset: (options) =>
      inWords(async () => {
        const { seed } = namedValues(options, 'options', ['seed']);
        refuseUnless(seed === undefined || typeof seed === 'number', 'seed');
        return session.reset(seed);
      }),
    metrics() {
      const tests = new Map(series.testSteps().map((t) => [t.step, t]));
      return series.steps().map((losses) => {
        const test = tests.get(losses.step);
        if (!test) return losses;
        const seen = Object.entries(test).filter(([term]) => term !== 'step');
        return {
          ...losses,
          ...Object.fromEntries(
            seen.map(([term, value]) => [`test${term[0].toUpperCase()}${term.slice(1)}`, value]),
          ),
        };
      });
    },
    evaluate: () => inWords(session.evaluate),
    encode: (images, count, labels) =>
      inWords(async () => {
        const n = wholeNumber(count, 'count');
        const pixels = bytes(images, 'images', n * INPUT_SIZE);
        const classes = labels === undefined ? undefined : bytes(labels, 'labels', n);
        classes?.forEach((one) => {
          label(one, 'labels');
        });
        return session.encode(pixels, n, classes);
      }),
    decode: (z, count, digit) =>
      inWords(async () => {
        const { latent, condition } = useStore.getState().run.spec;
        const n = wholeNumber(count, 'count');
        const points = codes(z, 'z', n * latent);
        if (digit === undefined) return session.decode(points, n);
        refuseUnless(condition === 'label', 'label');
        return session.decode(points, n, new Uint8Array(n).fill(label(digit, 'label')));
      }),
    exportCheckpoint: () => inWords(session.exportCheckpoint),
    importCheckpoint: (file) => inWords(async () => session.importCheckpoint(bytes(file, 'bytes'))),
    importDataset: (parts) =>
      inWords(async () => {
        const { images, ...others } = namedValues(parts, 'parts', PARTS);
        if (images === undefined) throw new ProblemError('data.noImages');
        const given: DatasetParts = { images: bytes(images, 'images') };
        for (const name of ['labels', 'testImages', 'testLabels'] as const) {
          const part = others[name];
          if (part !== undefined) given[name] = bytes(part, name);
        }
        return session.importParts(given);
      }),
  };
}

/** Puts it on the window; to be called once, before the session is started or after. */
export function installPlayground(): void {
  window.playground = createPlayground();
}

/**
 * `window.playground`: the scripting interface of the page, for teachers, embedders and tests. Arguments go through the
 * same validation as the controls, and effects are visible on the page. Rejections are Errors whose message is the
 * sentence that the page would show.
 */
import type { Config } from '../experiment/config';
import { ProblemError, toProblem } from '../experiment/problem';
import type { ModelFormat, PictureFormat, PictureOf } from '../export/files';
import { wordsOf } from '../i18n/words';
import type { OneStep } from '../model/oneStep';
import { imageSize, type Turn } from '../model/spec';
import { pin, unpin } from '../state/compare';
import { stopPlayback } from '../state/playback';
import { series } from '../state/series';
import * as session from '../state/session';
import { showLive, showNear } from '../state/snapshots';
import { useStore } from '../state/store';
import type { DatasetParts, Evaluation, RunStatus, RunSummary } from '../worker/protocol';
import { bytes, codes, label, limit, namedValues, plain, refuseUnless, wholeNumber } from './arguments';
import type { CodeTarget, ExportedFile } from './exportApi';
import * as exportApi from './exportApi';
import * as lessonApi from './lessonApi';
import * as probesApi from './probesApi';
import { describeProblem } from './problemWords';
import * as sliceApi from './sliceApi';

export interface PlaygroundState {
  /** The engine in use; empty until one is chosen. `device`: what it runs on. */
  engine: string;
  device: string;
  /** The data set in use; empty until it is loaded. */
  dataset: string;
  config: Config;
  run: { status: RunStatus; step: number; epoch: number; stepsPerSecond: number };
}

/**
 * Losses of one training step by term, in nats per image. The terms depend on the model: `total`, `recon` and `kl` for
 * a VAE. If the test set was evaluated after this step, its losses are included as `testTotal`, ….
 */
export interface Metrics {
  step: number;
  [term: string]: number;
}

export interface PlaygroundApi {
  /** Resolves when `decode` is available. */
  ready: Promise<void>;
  state(): PlaygroundState;
  /** Applies the whole patch, or rejects and applies nothing. */
  configure(patch: Partial<Config>): Promise<void>;
  /** Resolves when the run stops: at a limit, by `pause`, or because it diverged. */
  train(limits?: { steps?: number; epochs?: number }): Promise<RunSummary>;
  pause(): Promise<RunSummary>;
  /** For adversarial models, `turn` selects which network is trained; by default both. */
  step(n?: number, options?: { turn?: Turn }): Promise<RunSummary>;
  /** Starts a new run with the present settings, and with `seed` if given. */
  reset(options?: { seed?: number }): Promise<RunSummary>;
  /** One entry per step; at most the latest 200,000. */
  metrics(): Metrics[];
  /** Evaluates the whole test set. */
  evaluate(): Promise<Evaluation>;
  /**
   * `images`: count × 784 bytes, 0 = paper. Returns count × latent; `logVar` is null if the encoder is deterministic. A
   * conditional model needs `labels`, one byte per image.
   */
  encode(
    images: Uint8Array,
    count: number,
    labels?: Uint8Array,
  ): Promise<{ mu: Float32Array; logVar: Float32Array | null }>;
  /** `z`: count × latent. Returns count × 784 pixels in [0, 1]. A conditional model draws the class `label`. */
  decode(z: Float32Array, count: number, label?: number): Promise<Float32Array>;
  /** The probes, in the order of their names. */
  probes(): probesApi.ProbeSummary[];
  /** Resolves to the name of the new probe; a test image that has one already only selects it. */
  addProbe(source: probesApi.ProbeSource): Promise<string>;
  removeProbe(name: string): Promise<void>;
  /** The path through the probes, as stops (count × latent); null with fewer than two probes. */
  path(): ReturnType<typeof probesApi.path>;
  setPath(settings: probesApi.PathSettings): Promise<void>;
  /** The plane's slice through the latent space. */
  slice(): ReturnType<typeof sliceApi.slice>;
  setSlice(settings: sliceApi.SliceSettings): Promise<void>;
  /**
   * What the run's next step would compute if its batch were this image (784 bytes); the run stays as it is. See
   * `model/oneStep`.
   */
  oneStep(image: Uint8Array, label?: number): Promise<OneStep>;
  /** The model as a safetensors file. */
  exportCheckpoint(): Promise<Uint8Array>;
  importCheckpoint(bytes: Uint8Array): Promise<void>;
  /** The steps of the run that can be shown again and continued, each with the total loss of its batch, if it has one. */
  snapshots(): { step: number; total: number }[];
  /** Shows the page as it was after a step of `snapshots()`, or the latest. */
  show(step: number | 'live'): Promise<void>;
  /** Goes back to a step of `snapshots()`, with the settings of then: `train` continues from there. */
  branch(step: number): Promise<RunSummary>;
  /** Pins what is on the screen, so that the run that goes on is shown beside it. */
  pin(): Promise<void>;
  /** Stops comparing. */
  unpin(): void;
  /** The open lesson and what has been reached in it, or null; with a name, opens that lesson first. */
  lesson(id?: string): Promise<lessonApi.LessonState | null>;
  /** A program for the model on the plane: `pytorch`, `keras`, `jax`, `tensorflowjs`, or the notebook `ipynb`. */
  exportCode(options: { for: CodeTarget }): Promise<{ filename: string; text: string }>;
  /** The model as a file: `safetensors`, `onnx-encoder`, `onnx-decoder`, or a page of its own (`html`). */
  exportModel(options: { format: ModelFormat }): Promise<ExportedFile>;
  /** A picture of the `plane`, the `losses` or the `path`, as `svg`, or as `png` of 1 to 4 times its size (`scale`). */
  exportPicture(options: { what: PictureOf; format: PictureFormat; scale?: number }): Promise<ExportedFile>;
  /** IDX files, gzipped or not. */
  importDataset(parts: DatasetParts): Promise<void>;
}

declare global {
  interface Window {
    playground: PlaygroundApi;
  }
}

/** Runs `work`; if it fails, the error's message becomes the sentence for the reader. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = toProblem(error);
    const described = ProblemError.of(problem);
    described.message = describeProblem(wordsOf(useStore.getState().language), problem);
    throw described;
  }
}

const TURNS: readonly Turn[] = ['both', 'discriminator', 'generator'];
const PARTS = ['images', 'labels', 'testImages', 'testLabels'] as const satisfies (keyof DatasetParts)[];

function snapshotStep(given: unknown): number {
  const step = useStore.getState().snapshots.steps.find((one) => one === given);
  refuseUnless(step !== undefined, 'step');
  return step;
}

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
        const pixels = bytes(images, 'images', n * imageSize(useStore.getState().run.spec.data));
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
    probes: probesApi.probes,
    addProbe: (source) => inWords(() => probesApi.addProbe(source)),
    removeProbe: (name) => inWords(async () => probesApi.removeProbe(name)),
    path: probesApi.path,
    setPath: (settings) => inWords(async () => probesApi.setPath(settings)),
    slice: sliceApi.slice,
    setSlice: (settings) => inWords(async () => sliceApi.setSlice(settings)),
    oneStep: (image, of = 0) =>
      inWords(async () => session.oneStep(bytes(image, 'image'), label(of, 'label'))),
    exportCheckpoint: () => inWords(session.exportCheckpoint),
    importCheckpoint: (file) => inWords(async () => session.importCheckpoint(bytes(file, 'bytes'))),
    snapshots() {
      const totals = new Map(series.steps().map(({ step, total }) => [step, total]));
      return useStore
        .getState()
        .snapshots.steps.map((step) => ({ step, total: totals.get(step) ?? Number.NaN }));
    },
    show: (step) =>
      inWords(async () => {
        stopPlayback();
        if (step === 'live') {
          showLive();
          return;
        }
        // As if the reader moved the playhead.
        session.reportMovement();
        showNear(snapshotStep(step));
      }),
    branch: (step) =>
      inWords(async () => {
        stopPlayback();
        return session.continueFrom(snapshotStep(step));
      }),
    exportCode: (options) => inWords(() => exportApi.exportCode(options)),
    exportModel: (options) => inWords(() => exportApi.exportModel(options)),
    exportPicture: (options) => inWords(() => exportApi.exportPicture(options)),
    pin: () => inWords(pin),
    unpin,
    lesson: (id) => inWords(() => lessonApi.lesson(id)),
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

/** Defines `window.playground`. Call once, before or after the session has started. */
export function installPlayground(): void {
  window.playground = createPlayground();
}

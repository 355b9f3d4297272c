/**
 * The rules for the plane's caption, in order of priority. Each is a predicate over numbers that the page has anyway,
 * with a message and, where one setting would help, the change that the button makes. The first rule that holds is
 * shown.
 */
import type { Config } from '../../../experiment/config';
import type { MessageKey } from '../../../i18n/words';
import { ACTIVE_VARIANCE } from '../../../math/activity';
import {
  discriminatorInput,
  hasClosedForm,
  hasEncoder,
  hasLatent,
  isStochastic,
} from '../../../model/predicates';
import type { ModelSpec } from '../../../model/spec';
import type { LossValues } from '../../../state/series';
import type { RunOrigin, RunStatus } from '../../../worker/protocol';

/** What is known of the run at one moment. */
export interface Facts {
  /** The earlier step that the page shows; null: the latest. */
  shownStep: number | null;
  /**
   * What a pinned run is compared in. `same`: nothing has been trained or chosen since; `codes`: two planes; `numbers`:
   * one of the models has no plane; `none`: there is none, or nothing more to say of it.
   */
  compared: 'none' | 'same' | 'codes' | 'numbers';
  status: RunStatus;
  origin: RunOrigin;
  step: number;
  spec: ModelSpec;
  config: Config;
  /** Train was pressed before the data was loaded. */
  waiting: boolean;
  /** Train was pressed, and the first batch is not finished. */
  starting: boolean;
  /** The number of test images with codes on the plane. */
  points: number;
  /** The variance of μ over the test images, by latent coordinate; null without codes. */
  variances: readonly number[] | null;
  /**
   * Mean training losses of the last tenth of the steps, and of the tenth around the first quarter; null before
   * `LEAST_STEPS`.
   */
  recent: LossValues | null;
  earlier: LossValues | null;
  /** The number of draws of a learned prior that the plane shows; null: none. */
  flow: number | null;
  /** How much decoded images differ from each other, relative to the test images; null if unknown. */
  variety: number | null;
}

export interface Rule {
  id: string;
  /** Something went wrong; announced once to screen readers. */
  event?: true;
  holds(facts: Facts): boolean;
  /** The message. */
  message(facts: Facts): { key: MessageKey; values?: Record<string, string | number | readonly number[]> };
  /** The text of the button that changes one setting. */
  remedy?(
    facts: Facts,
  ): { key: MessageKey; value: number; change: Partial<Config>; restore?: boolean } | null;
}

/** Before this many steps, nothing counts as an event. */
export const LEAST_STEPS = 100;
/** After this many steps, a coordinate without variance has collapsed; before, it may not have begun to learn. */
const COLLAPSE_STEPS = 200;
/** If decoded images vary less than this, relative to the test images, they are nearly the same image. */
const NO_VARIETY = 0.15;
/** Mean probabilities that a discriminator which is never fooled gives to real and to generated images. */
const SURE = { real: 0.95, generated: 0.05 };
/** The KL must have grown by this factor since the first quarter of the steps, and by at least this many nats. */
const RISE = { factor: 1.05, nats: 0.2 };
const FREE_BITS = 0.5;

const hasLearned = ({ status, origin, step }: Facts) => step > 0 && (status !== 'idle' || origin !== 'fresh');

/** Latent coordinates, counted from 0, that hardly change from image to image. */
export function collapsed({ variances }: Facts): number[] {
  return [...(variances ?? []).entries()].filter(([, v]) => v <= ACTIVE_VARIANCE).map(([i]) => i);
}

/** Removes rounding errors of a division. */
const rounded = (value: number) => Math.round(1e9 * value) / 1e9;

/** For adversarial models: the mean probabilities of “real” over the last steps. */
const probabilities = ({ recent }: Facts) => ({
  real: recent?.dReal ?? Number.NaN,
  generated: recent?.dFake ?? Number.NaN,
});

const origins = {
  fresh: 'shown.fresh',
  checkpoint: 'shown.checkpoint',
} as const satisfies Partial<Record<RunOrigin, MessageKey>>;

const COMPARING = {
  same: 'caption.comparing.same',
  codes: 'caption.comparing',
  numbers: 'caption.comparing.numbers',
} as const satisfies Record<string, MessageKey>;

export const rules: readonly Rule[] = [
  {
    id: 'past',
    holds: (f) => f.shownStep !== null,
    message: ({ shownStep, step }) => ({ key: 'caption.past', values: { shown: shownStep ?? 0, step } }),
  },
  { id: 'waiting', holds: (f) => f.waiting, message: () => ({ key: 'shown.waiting' }) },
  { id: 'starting', holds: (f) => f.starting, message: () => ({ key: 'shown.starting' }) },
  {
    id: 'diverged',
    event: true,
    holds: (f) => f.status === 'diverged',
    message: ({ config }) => ({ key: 'caption.diverged', values: { rate: config.learningRate } }),
    remedy: ({ config }) => {
      const value = rounded(config.learningRate / 10);
      return { key: 'caption.diverged.remedy', value, change: { learningRate: value }, restore: true };
    },
  },
  {
    id: 'collapsed',
    event: true,
    holds: (f) =>
      hasLearned(f) && f.step >= COLLAPSE_STEPS && isStochastic(f.spec) && collapsed(f).length > 0,
    message: (f) => ({
      key: f.config.beta > 1 ? 'caption.collapsed.beta' : 'caption.collapsed',
      values: { coordinates: collapsed(f), beta: f.config.beta },
    }),
    remedy: ({ config }) =>
      config.beta > 1
        ? { key: 'caption.collapsed.remedy.beta', value: 1, change: { beta: 1 } }
        : config.freeBits < FREE_BITS
          ? { key: 'caption.collapsed.remedy', value: FREE_BITS, change: { freeBits: FREE_BITS } }
          : null,
  },
  {
    id: 'discriminatorWon',
    event: true,
    holds: (f) =>
      hasLearned(f) &&
      discriminatorInput(f.spec) === 'images' &&
      probabilities(f).real > SURE.real &&
      probabilities(f).generated < SURE.generated,
    message: (f) => ({ key: 'caption.discriminatorWon', values: probabilities(f) }),
    remedy: ({ config }) => {
      const value = rounded(config.discriminatorRate / 4);
      return { key: 'caption.discriminatorWon.remedy', value, change: { discriminatorRate: value } };
    },
  },
  {
    id: 'modeCollapse',
    event: true,
    holds: (f) =>
      hasLearned(f) &&
      f.step >= COLLAPSE_STEPS &&
      discriminatorInput(f.spec) === 'images' &&
      f.variety !== null &&
      f.variety < NO_VARIETY,
    message: () => ({ key: 'caption.modeCollapse' }),
  },
  {
    id: 'klRises',
    holds: ({ status, recent, earlier }) =>
      status === 'running' &&
      recent?.kl !== undefined &&
      earlier?.kl !== undefined &&
      recent.kl > RISE.factor * earlier.kl &&
      recent.kl > earlier.kl + RISE.nats &&
      (recent.total ?? Number.NaN) < (earlier.total ?? Number.NaN),
    message: ({ recent, earlier, step }) => ({
      key: 'caption.klRises',
      values: { from: earlier?.kl ?? 0, at: Math.round(0.25 * step), to: recent?.kl ?? 0 },
    }),
  },
  {
    id: 'flow',
    holds: ({ flow }) => flow !== null,
    message: ({ flow }) => ({ key: 'caption.flow', values: { count: flow ?? 0 } }),
  },
  {
    id: 'learning',
    holds: (f) => f.status === 'running',
    message: ({ spec }) => ({
      key: !hasLatent(spec)
        ? 'shown.running.pixels'
        : hasEncoder(spec)
          ? 'caption.learning'
          : 'shown.running.prior',
    }),
  },
  {
    id: 'comparing',
    holds: ({ compared, points }) => compared !== 'none' && (compared !== 'codes' || points > 0),
    message: ({ compared }) => ({ key: COMPARING[compared === 'none' ? 'codes' : compared] }),
  },
  {
    id: 'paused',
    holds: (f) => f.status === 'paused' && (!hasLatent(f.spec) || !hasEncoder(f.spec)),
    message: ({ spec }) => ({ key: hasLatent(spec) ? 'shown.paused.prior' : 'shown.paused.pixels' }),
  },
  {
    id: 'closedForm',
    holds: (f) => f.status === 'finished' && hasClosedForm(f.spec),
    message: () => ({ key: 'shown.finished.pca' }),
  },
  {
    id: 'untrained',
    holds: (f) => f.status === 'idle' && f.origin !== 'pretrained' && f.step === 0,
    message: ({ origin }) => ({ key: origins[origin === 'checkpoint' ? 'checkpoint' : 'fresh'] }),
  },
  {
    id: 'seen',
    holds: (f) => hasLatent(f.spec),
    message: (f) => ({
      key: hasEncoder(f.spec) && f.points > 0 ? 'caption.seen' : 'caption.seen.generator',
      values: { count: f.points },
    }),
  },
  { id: 'pixels', holds: () => true, message: () => ({ key: 'shown.paused.pixels' }) },
];

/** The origin of a model that was not trained on this page. */
export function provenance({ origin, status, flow }: Facts): MessageKey | null {
  if (status !== 'idle' || flow !== null) return null;
  if (origin === 'pretrained') return 'shown.pretrained';
  return origin === 'checkpoint' ? 'shown.checkpoint' : null;
}

/** The rule that holds now. */
export const ruleFor = (facts: Facts): Rule =>
  rules.find((rule) => rule.holds(facts)) ?? rules[rules.length - 1];

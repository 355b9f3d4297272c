/**
 * Things to try with the present model, as data: for which models, and when a task is done. Pure; `facts.ts` collects
 * the inputs of the conditions.
 */
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { ACTIVE_VARIANCE } from '../math/activity';
import type { Vote } from '../math/nearestPoints';
import { hasClosedForm, hasEncoder, hasLatent, isAdversarial, isStochastic } from '../model/predicates';
import { DEFAULT_SHAPE, type ModelSpec } from '../model/spec';
import type { PlaygroundState } from '../state/store';
import type { RunOrigin, RunStatus } from '../worker/protocol';

/** What is known of the page at one moment. */
export interface TaskFacts {
  spec: ModelSpec;
  /** The settings of the model on the plane. */
  config: Config;
  origin: RunOrigin;
  status: RunStatus;
  step: number;
  /** Whether the classes of the test images are known. */
  labelled: boolean;
  /** Whether the reader has moved probe A, and the vote of its nearest test images; null if unknown. */
  moved: boolean;
  vote: Vote | null;
  /** The number of probes, and the number of those at the code of a test image. */
  probes: number;
  pinned: number;
  /** The variance of μ over the test images, by latent coordinate; null without codes. */
  variances: readonly number[] | null;
  /** Whether the reader has drawn something. */
  drawing: boolean;
  /** The class that a conditional model generates. */
  label: number;
  use: string | null;
}

type About = Pick<TaskFacts, 'spec' | 'config' | 'labelled'>;

export interface Task {
  /** Its text is `try.<id>` in `words.ts`. */
  id: string;
  offered(about: About): boolean;
  done(facts: TaskFacts): boolean;
  /** What a click on the task opens; it discards nothing. */
  shows?: { use?: string; selectedProbe?: PlaygroundState['selectedProbe'] };
}

/** At most this many are shown. */
const SHOWN = 4;
/** Numbers in the texts. */
export const TARGET = { label: 4, beta: 30, steps: 500 };
/** Of the ten nearest test images. */
const AGREE = 8;
/** Before this many steps, a coordinate without variance may not have begun to learn. */
const COLLAPSE_STEPS = 200;

const isConditional = ({ spec }: About) => spec.condition === 'label';
const hasCodes = ({ spec }: About) => hasEncoder(spec) && hasLatent(spec);
/** Whether the classes are numerals, as the text says. */
const hasDigits = ({ config }: About) => config.dataset === 'mnist' || config.dataset === 'drawn';
const fitsPad = ({ spec: { data } }: About) =>
  data.side === DEFAULT_SHAPE.side && data.channels === DEFAULT_SHAPE.channels;
const canCollapse = ({ spec, config }: About) =>
  isStochastic(spec) && applies('beta', config) && !isAdversarial(spec);

const tasks = [
  {
    id: 'class',
    offered: (about) => hasCodes(about) && !isConditional(about) && about.labelled && hasDigits(about),
    done: ({ moved, vote }) => moved && vote?.label === TARGET.label && vote.votes >= AGREE,
    shows: { selectedProbe: 'A' },
  },
  {
    id: 'move',
    offered: ({ spec }) => hasLatent(spec) && !hasEncoder(spec),
    done: ({ moved }) => moved,
    shows: { selectedProbe: 'A' },
  },
  {
    id: 'label',
    offered: isConditional,
    done: ({ label }) => label !== 0,
  },
  {
    id: 'collapse',
    offered: canCollapse,
    done: ({ config, step, variances }) =>
      config.beta >= TARGET.beta &&
      step >= COLLAPSE_STEPS &&
      (variances ?? []).some((variance) => variance <= ACTIVE_VARIANCE),
  },
  {
    id: 'pin',
    offered: (about) => hasCodes(about) && !canCollapse(about),
    done: ({ pinned }) => pinned >= 2,
  },
  {
    id: 'probe',
    offered: ({ spec }) => hasLatent(spec) && !hasEncoder(spec),
    done: ({ probes }) => probes >= 3,
  },
  {
    id: 'draw',
    offered: (about) => hasCodes(about) && fitsPad(about),
    done: ({ drawing }) => drawing,
    shows: { use: 'drawing' },
  },
  {
    id: 'unusual',
    offered: ({ spec }) => !hasLatent(spec),
    done: ({ use }) => use === 'anomalies',
    shows: { use: 'anomalies' },
  },
  {
    id: 'train',
    offered: ({ spec }) => !hasClosedForm(spec),
    done: ({ origin, step }) => origin === 'fresh' && step >= TARGET.steps,
  },
] as const satisfies readonly Task[];

export type TaskId = (typeof tasks)[number]['id'];

/** The tasks of a model, in order. */
export const tasksOf = (about: About): readonly (Task & { id: TaskId })[] =>
  tasks.filter(({ offered }) => offered(about)).slice(0, SHOWN);

/**
 * Samples of a model: the first of them are shown, all are counted by class. A conditional model decodes each
 * code with every label: a code a row, or one code where a row has no room for all labels.
 */
import { type Codes, drawCodes, drawNoise, type Source } from '../../analysis/draws';
import { drawsAt, type FlowPaths } from '../../analysis/flowPaths';
import type { ModelSpec } from '../../model/spec';

/**
 * Number of counted samples, or a little less, for whole codes: of ten classes, one with its fair share has thirty. One in
 * a hundred is three.
 */
export const COUNTED = 300;
const ROWS = 3;
const COLUMNS = 10;

/** How samples are shown. */
export function sheetOf({ condition, data: { classes } }: ModelSpec): { columns: number; rows: number } {
  const labels = condition === 'label' ? classes : COLUMNS;
  return labels > COLUMNS
    ? { columns: COLUMNS, rows: Math.ceil(labels / COLUMNS) }
    : { columns: labels, rows: ROWS };
}

/** Samples that are shown: of many labels, each once. */
export const shownOf = (spec: ModelSpec): number => {
  const { columns, rows } = sheetOf(spec);
  return Math.min(columns * rows, Math.max(copiesOf(spec), columns * ROWS));
};

/** With how many labels each code is decoded. */
const copiesOf = ({ condition, data }: ModelSpec): number => (condition === 'label' ? data.classes : 1);

export interface Samples {
  /** Codes, draws × latent. */
  z: Float32Array;
  /** The label that each is decoded with; null for a model without condition. */
  labels: Uint8Array | null;
}

/** The first samples, at most `draws`, of whole codes, from the present codes; null while those are missing. */
export type Draw = (draws: number, codes: Codes | null) => Samples | null;

/** Always the same samples for the same `seed` and `round`, except for changes of the codes. */
export function createSampler(spec: ModelSpec, source: Source, seed: number, round: number): Draw {
  const { latent } = spec;
  const copies = copiesOf(spec);
  const noise = drawNoise(source, Math.floor(COUNTED / copies), latent, seed, round);
  return (draws, codes) => {
    const drawn = drawCodes(source, noise, Math.floor(draws / copies), latent, codes);
    return drawn && samplesOf(spec, drawn);
  };
}

/** Draws of a learned prior, at time t of their way to the codes; null where they belong to another model. */
export function createLearnedSampler(spec: ModelSpec, paths: FlowPaths | null, t: () => number): Draw {
  const copies = copiesOf(spec);
  return (draws) =>
    paths && paths.latent === spec.latent
      ? samplesOf(spec, drawsAt(paths, t(), Math.floor(draws / copies)))
      : null;
}

/** Codes as samples: a conditional model decodes each with every label. */
function samplesOf(spec: ModelSpec, drawn: Float32Array): Samples {
  if (spec.condition !== 'label') return { z: drawn, labels: null };
  const { latent } = spec;
  const copies = copiesOf(spec);
  const draws = (drawn.length / latent) * copies;
  const z = new Float32Array(draws * latent);
  for (let i = 0; i < draws; i++) {
    const code = Math.floor(i / copies);
    z.set(drawn.subarray(code * latent, (code + 1) * latent), i * latent);
  }
  return { z, labels: Uint8Array.from({ length: draws }, (_, i) => i % copies) };
}

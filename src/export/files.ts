/**
 * Everything that can be taken home from the page as files, gathered from its state. Fetched when the reader, or a
 * script, wants one. Each function rejects with a ProblemError where there is nothing to save.
 */

import { GROUPS, TERM_COLOURS } from '../charts/lossTerms';
import { createDecoder } from '../decode/decoder';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { nearest } from '../experiment/members';
import { ProblemError } from '../experiment/problem';
import { changesBetween, defaultConfig, schema } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { type Words, wordsOf } from '../i18n/words';
import { placesOn } from '../latent/slice';
import { compileModel } from '../model/compile';
import { hasLatent } from '../model/predicates';
import { imagesNpz } from '../state/imagesFile';
import { live } from '../state/live';
import { pathNow } from '../state/path';
import { runName } from '../state/runName';
import { type MergedSeries, type SeriesPoint, type StepLosses, series, type Term } from '../state/series';
import { exportCheckpoint } from '../state/session';
import { sliceNow } from '../state/slice';
import { useStore } from '../state/store';
import { isDark, palette, token } from '../ui/palette';
import { codeFor, IMAGES, type Target } from './code';
import { codesCsv, type LossRow, lossesCsv } from './csv';
import { decodedSquare } from './decodedSquare';
import { notebookOf } from './notebook';
import { onnxFiles } from './onnx';
import { htmlOf } from './page/html';
import { stripPng, stripSvg } from './pathFiles';
import { type LossesPicture, lossesPicture } from './pictures/losses';
import { planePicture } from './pictures/plane';
import { type Caption, type Picture, rasterised } from './pictures/svg';
import { homeSquare } from './square';
import { stepIn } from './tensors';
import { type ExportKey, words as exportWords } from './words';

export interface TakenHome {
  filename: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export const MODEL_FORMATS = ['safetensors', 'onnx-encoder', 'onnx-decoder', 'html'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];
export const PICTURES = ['plane', 'losses', 'path'] as const;
export type PictureOf = (typeof PICTURES)[number];
export type PictureFormat = 'png' | 'svg';
export const TABLES = ['losses', 'codes', 'images'] as const;
export type Table = (typeof TABLES)[number];

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function nothing(): never {
  throw new ProblemError('export.nothing');
}

const titleOf = (config: Config, words: Pick<Words, 'find' | 't'>): string => {
  const { preset, exact } = nearest(config);
  const known = words.find(`presets.${preset.id}.name`, preset.id);
  return exact ? known : words.t('family.custom', { name: known });
};

/** The program in this configuration, which continues the run where its checkpoint is beside it. */
export function codeOf(target: Target): { filename: string; text: string } {
  const { config, step } = useStore.getState().run;
  return codeFor(target, {
    config,
    step,
    weights: `${runName(step)}.safetensors`,
    link: window.location.href,
    title: titleOf(config, wordsOf('en')),
  });
}

export function notebookFile(): TakenHome {
  const { filename, text } = codeOf('pytorch');
  return {
    filename: filename.replace(/\.py$/, '.ipynb'),
    type: 'application/x-ipynb+json',
    bytes: bytesOf(notebookOf(text)),
  };
}

/** The title of what shows a run at a step; of decoded images, with the label that a conditional model is given. */
export function titleAt(config: Config, step: number, words: Words<ExportKey>, label: number | null): string {
  const name = titleOf(config, words);
  const shown = words.number.plain(step);
  return label !== null && specOf(config).condition === 'label'
    ? words.t('picture.withLabel', { name, step: shown, label })
    : words.t('picture.atStep', { name, step: shown });
}

/** What a picture or a page shows, in the language of the page; `label`: of the images that it decodes. */
export function captionOf(step: number, label: number | null = null): Caption {
  const { language, run } = useStore.getState();
  const words = wordsOf(language, exportWords);
  const { config } = run;
  const nameOf = (key: keyof Config) => words.find(`settings.${key}.label`, key);
  const valueText = (key: keyof Config, value: Config[keyof Config]): string =>
    Array.isArray(value)
      ? value.join('-')
      : typeof value === 'number'
        ? words.number.plain(value)
        : words.find(`settings.${key}.options.${value}`, value);
  const always: (keyof Config)[] = ['dataset', 'latent', 'seed', 'batch', 'learningRate'];
  const changed = Object.keys(changesBetween(defaultConfig(), config)) as (keyof Config)[];
  const settings = schema
    .filter(({ key, persists }) => persists.checkpoint && key !== 'model')
    .filter(({ key }) => (always.includes(key) || changed.includes(key)) && applies(key, config))
    .map(({ key }) => `${nameOf(key)} ${valueText(key, config[key])}`);
  return {
    title: titleAt(config, step, words, label),
    text: settings.join(language.startsWith('zh') ? '，' : ', '),
    link: window.location.href,
  };
}

/** In pixels of an SVG. */
const PLANE_SIDE = 640;

/** The codes that the plane shows, and the square that it shows of them. */
function planeNow() {
  const state = useStore.getState();
  const { spec } = state.run;
  const { points, weights } = live.get();
  if (!hasLatent(spec) || !weights) return nothing();
  const slice = sliceNow(state);
  const known = points && points.mu.length === points.count * spec.latent ? points : null;
  const places = known ? placesOn(known.mu, known.count, slice) : new Float32Array(0);
  const classes = known
    ? (known.labels?.slice(0, known.count) ?? new Uint8Array(known.count))
    : new Uint8Array(0);
  const { centre, extent } = homeSquare(state, places);
  const labelled = known?.labels != null;
  return {
    state,
    spec,
    labelled,
    names: state.data.names,
    slice,
    places,
    classes: Uint8Array.from(classes),
    centre,
    extent,
    step: weights.step,
    weights: weights.decoder,
  };
}

export async function modelFile(format: ModelFormat): Promise<TakenHome> {
  if (format === 'html') {
    const { state, spec, slice, weights, places, classes, labelled, names, centre, extent, step } =
      planeNow();
    const own = wordsOf(state.language, exportWords);
    const caption = captionOf(step);
    const html = htmlOf({
      spec,
      layout: compileModel(spec).layout,
      decoder: weights,
      slice,
      centre: [centre[0], centre[1]],
      extent,
      places,
      classes,
      labelled,
      names,
      colours: palette().classes,
      words: {
        locale: state.language,
        title: caption.title,
        caption: caption.text,
        link: caption.link,
        hint: own.t('page.hint'),
        plane: own.t('page.plane'),
        digit: own.t('page.digit'),
        label: own.t('page.label'),
      },
    });
    return { filename: `${runName(step)}.html`, type: 'text/html', bytes: bytesOf(html) };
  }
  const checkpoint = new Uint8Array(await exportCheckpoint());
  const { spec } = useStore.getState().run;
  const step = stepIn(checkpoint);
  if (format === 'safetensors')
    return { filename: `${runName(step)}.safetensors`, type: 'application/octet-stream', bytes: checkpoint };
  const wanted = format === 'onnx-encoder' ? 'encoder' : 'decoder';
  const { title, text, link } = captionOf(step);
  const file = onnxFiles(compileModel(spec), checkpoint, [title, text, link].join('\n')).find(
    ({ part }) => part === wanted,
  );
  if (!file) return nothing();
  return {
    filename: `${runName(step)}-${wanted}.onnx`,
    type: 'application/octet-stream',
    bytes: file.bytes,
  };
}

async function planeShown(): Promise<Picture> {
  const { state, spec, weights, places, classes, labelled, names, centre, extent, step } = planeNow();
  const { ink, paper, rule, classes: colours } = palette();
  const decoder = createDecoder(spec);
  decoder.load(weights);
  const plane = {
    side: PLANE_SIDE,
    background: await decodedSquare(state, decoder, { centre, extent }),
    ...{ centre, extent, places, classes, labelled, names },
    colours: { ink, paper, rule, classes: colours },
    number: wordsOf(useStore.getState().language).number,
  };
  return planePicture(plane, captionOf(step, state.label));
}

const rowOf = ({ step, ...terms }: StepLosses): LossRow => ({ step, ...terms });

const lastStep = (): number => Math.max(series.train.last?.step ?? 0, series.test.last?.step ?? 0);

/** The entries of a merged series: means of `steps` steps from `step` on. */
function meansOf(merged: MergedSeries): LossRow[] {
  const point: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  return Array.from({ length: merged.size }, (_, i) => {
    const row: LossRow = { step: 0 };
    for (const term of merged.terms) {
      row[term] = merged.read(i, term, point).mean;
      row.step = point.step;
      row.steps = point.count;
    }
    return row;
  });
}

function lossesShown(): Picture {
  const words = wordsOf(useStore.getState().language, exportWords);
  const last = lastStep();
  if (last === 0) return nothing();
  const [steps, tests] = [meansOf(series.train), meansOf(series.test)];
  const line = (term: Term, rows: readonly LossRow[], dashed: boolean) => ({
    name: `${words.find(`loss.${term}`, term)}${dashed ? ` (${words.t('loss.test')})` : ''}`,
    colour: token(TERM_COLOURS[term]),
    dashed,
    points: rows.flatMap((row) => {
      const value = row[term];
      // A mean stands at the middle of its steps.
      return value === undefined ? [] : [{ step: row.step + (row.steps - 1) / 2, value }];
    }),
  });
  const panels: LossesPicture['panels'] = GROUPS.map((terms) => ({
    unit: words.t(terms.includes('dReal') ? 'picture.probability' : 'picture.nats'),
    lines: [
      ...terms.map((term) => line(term, steps, false)),
      ...terms.map((term) => line(term, tests, true)),
    ].filter(({ points }) => points.length > 0),
  }));
  const { ink, paper, rule } = palette();
  return lossesPicture({
    panels,
    number: words.number,
    steps: words.t('picture.steps'),
    colours: { ink, paper, rule },
    caption: captionOf(last),
  });
}

/** `scale`: of a PNG, 1 to 4. */
export async function pictureFile(what: PictureOf, format: PictureFormat, scale = 2): Promise<TakenHome> {
  const type = format === 'svg' ? 'image/svg+xml' : 'image/png';
  if (what === 'path') {
    const path = pathNow();
    const caption = captionOf(live.get().weights?.step ?? 0, useStore.getState().label);
    const bytes =
      path &&
      (format === 'svg'
        ? stripSvg(path, `${caption.title}. ${caption.text}`, isDark())
        : await stripPng(path, isDark()));
    return {
      filename: `${runName(live.get().weights?.step ?? 0)}-path.${format}`,
      type,
      bytes: bytes ?? nothing(),
    };
  }
  const picture = what === 'plane' ? await planeShown() : lossesShown();
  const step = what === 'plane' ? (live.get().weights?.step ?? 0) : lastStep();
  const bytes = format === 'svg' ? bytesOf(picture.svg) : await rasterised(picture, scale);
  return { filename: `${runName(step)}-${what}.${format}`, type, bytes: bytes ?? nothing() };
}

/** Images are those that the run's model learns from and is tested with. */
export async function tableFile(table: Table): Promise<TakenHome> {
  if (table === 'images') return { filename: IMAGES, type: 'application/zip', bytes: await imagesNpz() };
  const file = (step: number, text: string): TakenHome => ({
    filename: `${runName(step)}-${table}.csv`,
    type: 'text/csv',
    bytes: bytesOf(text),
  });
  if (table === 'losses') {
    const last = lastStep();
    if (last === 0) return nothing();
    const steps = series.steps();
    // Of a run that was saved long ago only means are left.
    const text =
      steps.length > 0
        ? lossesCsv(steps.map(rowOf), series.testSteps().map(rowOf))
        : lossesCsv(meansOf(series.train), series.testSteps().map(rowOf));
    return file(last, text);
  }
  const { points } = live.get();
  if (!points || points.count === 0) return nothing();
  const { latent } = useStore.getState().run.spec;
  return file(points.step, codesCsv({ ...points, latent }));
}

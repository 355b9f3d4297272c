/**
 * The training as a film: the plane at each snapshot of the run, decoded images and codes of test images, with the step
 * and its training loss.
 */

import { GROUPS, TERM_COLOURS } from '../charts/lossTerms';
import { inDigits, termNames, whenOf } from '../charts/lossWords';
import { readOutAt } from '../charts/readOut';
import { createDecoder } from '../decode/decoder';
import { ProblemError } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { wordsOf } from '../i18n/words';
import { placesOn } from '../latent/slice';
import { thinned } from '../math/snapshotSteps';
import { hasLatent } from '../model/predicates';
import { runName } from '../state/runName';
import { type SeriesPoint, series, type Term } from '../state/series';
import { type Snapshot, snapshotsUntil } from '../state/snapshots';
import { useStore } from '../state/store';
import { palette, token } from '../ui/palette';
import { decodedSquare } from './decodedSquare';
import { type TakenHome, titleAt } from './files';
import { createGif } from './gif';
import { lossStrip } from './pictures/lossStrip';
import { planeBody } from './pictures/plane';
import { canvasWith, framed, type Picture } from './pictures/svg';
import { coloursOf } from './quantise';
import { homeSquare, showingMost } from './square';
import { recorded, type VideoKind, videoTypes } from './video';
import { words as exportWords } from './words';

export type FilmKind = 'gif' | VideoKind;

/** Of the plane, and of the losses below it, in pixels. */
const SIDE = 480;
const STRIP = 76;
const GAP = 8;
/** More would not be seen, and take memory. */
const MOST_FRAMES = 40;
/** The whole film, without the last frame; the least and the most of a frame; and the last frame, in ms. */
const FILM_MS = 8000;
const FRAME_MS = { least: 120, most: 800 };
const LAST_MS = 2500;

export interface Making {
  signal: AbortSignal;
  /** Called after each frame that has been drawn, or encoded. */
  onProgress(done: number, total: number): void;
}

/** Rejects with a ProblemError where there are fewer than two snapshots, and with the signal's reason once aborted. */
export async function trainingFilm(kind: FilmKind, { signal, onProgress }: Making): Promise<TakenHome> {
  const all = snapshotsUntil(Number.POSITIVE_INFINITY);
  const kept = thinned(
    all.map(({ step }) => step),
    MOST_FRAMES,
  ).map((i) => all[i]);
  if (kept.length < 2 || !hasLatent(specOf(kept[0].config))) throw new ProblemError('export.nothing');
  const name = runName(kept[kept.length - 1].step);
  const total = kept.length * (kind === 'gif' ? 2 : 1);
  const pictures: Picture[] = [];
  const frame = frameOf(kept);
  for (const snapshot of kept) {
    signal.throwIfAborted();
    pictures.push(await frame(snapshot));
    onProgress(pictures.length, total);
  }
  const frames = await pixelsOf(pictures);
  const each = Math.min(FRAME_MS.most, Math.max(FRAME_MS.least, FILM_MS / kept.length));
  const lengthOf = (n: number) => (n === kept.length - 1 ? LAST_MS : each);
  const { width, height } = frames[0];
  const done = (bytes: Uint8Array<ArrayBuffer>, type: string): TakenHome => ({
    filename: `${name}-training.${kind}`,
    type,
    bytes,
  });
  if (kind === 'gif') {
    // The first, one in the middle and the last have all colours that occur.
    const [first, middle, last] = [0, kept.length >> 1, kept.length - 1].map((n) => frames[n].data);
    const colours = coloursOf([first, middle, last]);
    const gif = createGif({ width, height, palette: colours.palette });
    for (const [n, { data }] of frames.entries()) {
      signal.throwIfAborted();
      gif.add(colours.indices(data), lengthOf(n));
      onProgress(kept.length + n + 1, total);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return done(gif.file(), 'image/gif');
  }
  const type = videoTypes().find((one) => one.kind === kind)?.type;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { alpha: false });
  if (!type || !context) throw new ProblemError('export.nothing');
  const draw = (n: number) => {
    context.putImageData(frames[n], 0, 0);
    return lengthOf(n);
  };
  return done(await recorded(canvas, type, frames.length, draw, signal), `video/${kind}`);
}

/** Draws the frames of these snapshots, of one run. */
function frameOf(kept: readonly Snapshot[]): (snapshot: Snapshot) => Promise<Picture> {
  const state = useStore.getState();
  const { config } = kept[0];
  const spec = specOf(config);
  const words = wordsOf(state.language, exportWords);
  const { number } = words;
  const colours = palette();
  const labels = state.data.test?.labels ?? null;
  const placesAt = ({ points }: Snapshot) =>
    points ? placesOn(points.mu, points.count, state.slice) : new Float32Array(0);
  const home = homeSquare(state, placesAt(kept[kept.length - 1]));
  const decoder = createDecoder(spec);
  const ends = [kept[0].step, kept[kept.length - 1].step];
  const terms = shownTerms(series.train.terms);
  const lines = terms.map((term) => ({
    colour: token(TERM_COLOURS[term]),
    points: meansOf(term),
  }));
  const names = termNames(words, spec);

  return async (snapshot) => {
    const { step } = snapshot;
    const places = placesAt(snapshot);
    const count = places.length / 2;
    const square = state.look.view ?? showingMost(home, places);
    decoder.load(snapshot.decoder);
    const plane = planeBody({
      side: SIDE,
      background: await decodedSquare(state, decoder, square),
      ...square,
      places,
      classes: labels ? labels.slice(0, count) : new Uint8Array(count),
      labelled: labels !== null,
      names: state.data.names,
      colours,
      number,
    });
    const strip = lossStrip({
      ...{ width: SIDE, height: STRIP, lines, first: ends[0], last: ends[1], at: step, colours },
      ends: [words.t('loss.at', { step: ends[0] }), words.t('loss.at', { step: ends[1] })],
    });
    const reading = step > 0 ? (readOutAt(series, step)?.train ?? null) : null;
    const losses = terms.flatMap((term) => {
      const value = reading?.values[term];
      if (value === undefined) return [];
      return (terms.length > 1 ? `${names[term]} ` : '') + inDigits(term, value, number);
    });
    return framed(`${plane}<g transform="translate(0 ${SIDE + GAP})">${strip}</g>`, {
      width: SIDE,
      height: SIDE + GAP + STRIP,
      caption: {
        title: titleAt(config, step, words, state.label),
        text:
          reading && losses.length > 0
            ? words.t('film.loss', { when: whenOf(reading, false, words), losses: losses.join(', ') })
            : words.t('loss.untrained'),
        link: '',
      },
      ...colours,
    });
  };
}

/** The objective, or the objectives of two networks. */
const shownTerms = (known: readonly Term[]): readonly Term[] =>
  known.includes('total')
    ? ['total']
    : (GROUPS.map((group) => group.filter((term) => known.includes(term))).find(
        (group) => group.length > 0,
      ) ?? []);

/** The training losses as the chart has them, each mean in the middle of its steps. */
function meansOf(term: Term): { step: number; value: number }[] {
  const point: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  return Array.from({ length: series.train.size }, (_, i) => {
    const { step, count, mean } = series.train.read(i, term, point);
    return { step: step + (count - 1) / 2, value: mean };
  });
}

/** Of the same size for all, as their captions may differ in lines: even, as video codecs demand. */
async function pixelsOf(pictures: readonly Picture[]): Promise<ImageData[]> {
  const even = (length: number) => 2 * Math.ceil(length / 2);
  const canvas = document.createElement('canvas');
  canvas.width = even(pictures[0].width);
  canvas.height = even(Math.max(...pictures.map(({ height }) => height)));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  const frames: ImageData[] = [];
  for (const picture of pictures) {
    const drawn = await canvasWith(picture, 1);
    if (!drawn || !context) throw new ProblemError('export.nothing');
    context.fillStyle = palette().paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, 0);
    frames.push(context.getImageData(0, 0, canvas.width, canvas.height));
  }
  return frames;
}

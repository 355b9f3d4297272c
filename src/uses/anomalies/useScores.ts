/** The scores of the displayed images, kept up to date while the use is open. */

import { useEffect, useState } from 'react';
import type { ImageSet } from '../../data/images';
import type { PixelDepth } from '../../experiment/config';
import { isAutoregressive } from '../../model/predicates';
import { otherImages, score } from '../../state/actions';
import { takesDrawings } from '../../state/form';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { createDrawer } from '../../ui/frame';
import { useChoice } from './choice';
import {
  drawnPool,
  greyPool,
  invertedPool,
  noisePool,
  OTHER_IMAGES,
  type OtherId,
  type Pool,
  poolInDepth,
  poolOf,
  single,
  TEST_IMAGES,
} from './pools';
import { known } from './scoreStatistics';
import { createScoring, type Scoring } from './scoring';

type Name = 'drawing' | 'picture' | 'test' | 'other';
/** Marks on the histogram come first. */
const NAMES = ['drawing', 'picture', 'test', 'other'] as const;
/** Images per request: some hundredths of a second of the worker's time. For MADE, one image each. */
const CHUNK = 100;
const CHUNK_MADE = 20;
const EVERY_MS = 250;

export interface Scores {
  /** By image, NaN where not known yet. */
  byImage: Float32Array | null;
  /** The known ones. */
  test: Float32Array;
  other: Float32Array;
  /** Null: there is no image; NaN: not known yet. */
  drawing: number | null;
  picture: number | null;
  /** The step of the model at the latest score; null before the first. */
  step: number | null;
  /** Whether all scores are those of this step. */
  settled: boolean;
}

const nothing: Scores = {
  byImage: null,
  test: new Float32Array(0),
  other: new Float32Array(0),
  drawing: null,
  picture: null,
  step: null,
  settled: false,
};

export function useScores(): { scores: Scores; unreachable: boolean } {
  const ready = useStore((s) => s.engine.status === 'ready' && s.data.test !== null);
  const chunk = useStore((s) => (isAutoregressive(s.run.spec) ? CHUNK_MADE : CHUNK));
  const test = useStore((s) => s.data.test);
  const depth = useStore((s) => s.config.pixels);
  const drawing = useStore((s) => s.drawing);
  const other = useChoice((s) => s.other);
  const picture = useChoice((s) => s.picture);
  const [scores, setScores] = useState(nothing);
  const [scoring, setScoring] = useState<Scoring<Name> | null>(null);
  const [unreachable, setUnreachable] = useState(false);

  useEffect(() => {
    if (!ready) return;
    const drawer = createDrawer(() => {
      setScores({
        byImage: made.scores('test')?.slice() ?? null,
        test: known(made.scores('test')),
        other: known(made.scores('other')),
        drawing: made.scores('drawing')?.[0] ?? null,
        picture: made.scores('picture')?.[0] ?? null,
        step: live.latest().weights?.step ?? null,
        settled: made.settled(),
      });
      return false;
    }, EVERY_MS);
    const made = createScoring(NAMES, {
      score,
      busy: () => useStore.getState().run.status === 'running',
      chunk,
      onScores: drawer.mark,
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const leave = live.subscribe('weights', () => {
      if (!live.get().weights) made.forget();
      // The scores are the worker's, of the latest model.
      else if (useStore.getState().shownStep === null) made.renew();
    });
    setScoring(made);
    return () => {
      leave();
      made.stop();
      drawer.stop();
    };
  }, [ready, chunk]);

  useEffect(() => scoring?.put('test', test && poolOf(test, TEST_IMAGES)), [scoring, test]);
  useEffect(() => {
    if (!scoring || !test) return;
    let over = false;
    setUnreachable(false);
    scoring.put('other', null);
    othersOf(other, test)
      .then((pool) => over || scoring.put('other', poolInDepth(pool, depth)))
      .catch(() => over || setUnreachable(true));
    return () => {
      over = true;
    };
  }, [scoring, test, other, depth]);
  useMark(scoring, 'drawing', drawing, depth);
  useMark(scoring, 'picture', picture, depth);
  return { scores, unreachable };
}

function useMark(scoring: Scoring<Name> | null, name: Name, image: Uint8Array | null, depth: PixelDepth) {
  useEffect(
    () => scoring?.put(name, image && takesDrawings() ? poolInDepth(single(image), depth) : null),
    [scoring, name, image, depth],
  );
}

/** Those of other data sets, once they are loaded. */
const fetched = new Map<OtherId, Promise<ImageSet>>();

async function othersOf(id: OtherId, test: ImageSet): Promise<Pool> {
  if (id === 'inverted') return invertedPool(test);
  if (id === 'grey') return greyPool(test);
  if (id === 'drawn') return drawnPool();
  if (id === 'noise') return noisePool(test);
  const coming = fetched.get(id) ?? otherImages(id);
  fetched.set(id, coming);
  // A failed download may work another time.
  coming.catch(() => fetched.delete(id));
  return poolOf(await coming, OTHER_IMAGES);
}

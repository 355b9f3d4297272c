/** Counts the classes among draws from two models: from the prior where there is one, else from fitted codes. */

import type { Coverage } from '../../analysis/coverage';
import { sourcesOf } from '../../analysis/draws';
import { formOf, imagesIn } from '../../data/images';
import { specOf } from '../../experiment/specOf';
import { hasLatent } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import { openAnalysis } from '../../state/analysis';
import { live } from '../../state/live';
import type { Pinned } from '../../state/pinnedRun';
import { useStore } from '../../state/store';
import { COUNTED, createSampler } from '../samples/sampler';

/** Most test images that draws are compared with. */
const MOST_IMAGES = 5000;

interface Subject {
  spec: ModelSpec;
  step: number;
  weights: Float32Array;
  codes: { mu: Float32Array; logVar: Float32Array | null; count: number } | null;
}

export interface Counted {
  coverage: Coverage;
  step: number;
}

/** Null where a model has no latent, or nothing can be counted: without classes, or codes that it needs. */
export async function countBoth(
  pinned: Pinned,
): Promise<{ pinned: Counted | null; present: Counted | null }> {
  const { run, data } = useStore.getState();
  const { weights, points } = live.get();
  const { test } = data;
  if (!test?.labels) return { pinned: null, present: null };
  const analysis = openAnalysis();
  const count = async (subject: Subject | null): Promise<Counted | null> => {
    if (!subject || !hasLatent(subject.spec)) return null;
    const { spec, step } = subject;
    const draw = createSampler(spec, sourcesOf(spec)[0], pinned.config.seed, 0);
    const samples = draw(COUNTED, subject.codes);
    const coverage =
      samples && (await analysis.request('draws', { spec, weights: subject.weights, ...samples }));
    return coverage && { coverage, step };
  };
  try {
    void analysis.request('images', {
      images: imagesIn(test, 0, MOST_IMAGES),
      form: formOf(test),
      labels: test.labels.subarray(0, MOST_IMAGES),
      classes: data.classes,
    });
    const subjects = [
      pinned.decoder && {
        spec: specOf(pinned.config),
        step: pinned.step,
        weights: pinned.decoder,
        codes: pinned.points && { ...pinned.points, logVar: null },
      },
      weights && {
        spec: run.spec,
        step: weights.step,
        weights: weights.decoder.slice(),
        codes: points?.mu.length === (points?.count ?? 0) * run.spec.latent ? points : null,
      },
    ];
    const [before, now] = await Promise.all(subjects.map(count));
    return { pinned: before, present: now };
  } finally {
    analysis.close();
  }
}

/** The comparison of sources with the analysis in the page. */

import { expect, test } from 'vitest';
import { createAnalysisHandler } from '../../analysis/handler';
import { createPace } from '../../analysis/pace';
import { drawnDataset } from '../../data/glyphs';
import { GREY_28 } from '../../experiment/dataShape';
import { specWith } from '../../experiment/specOf';
import { energyDistance } from '../../math/energyDistance';
import { fillNormal, Purpose } from '../../math/random';
import { layoutOf } from '../../model/compile';
import { INPUT_SIZE } from '../../model/spec';
import { measureSources, type SourcesRequest } from './sources';

const normal = (length: number, stream: number) => {
  const out = new Float32Array(length);
  fillNormal(out, 1, Purpose.selfTest, stream);
  return out;
};

/** Codes around (4, 0); the paths end there, too. */
const mu = normal(2 * 300, 0).map((e, i) => (i % 2 === 0 ? 4 + 0.3 * e : e));
const ends = normal(2 * 1000, 1).map((e, i) => (i % 2 === 0 ? 4 + 0.3 * e : e));
const paths = {
  ...{ latent: 2, count: 1000, moments: 2, classes: null, label: null },
  positions: Float32Array.of(...normal(2000, 2), ...ends),
};

function handler(): SourcesRequest {
  const { images, labels } = drawnDataset().test;
  const handle = createAnalysisHandler(createPace(() => performance.now()));
  const request = async (type: string, body: object) => handle({ type, requestId: 1, ...body } as never);
  void request('images', {
    form: GREY_28,
    images: images.slice(0, 100 * INPUT_SIZE),
    labels: labels?.slice(0, 100),
  });
  return request as SourcesRequest;
}

/** Two halves of the codes. */
const [seen, unseen] = [0, 150].map((from) => ({ mu: mu.slice(2 * from, 2 * from + 300), logVar: null }));

test.each(['none', 'label'] as const)(
  'each source is measured on codes that it has not seen (%s)',
  async (condition) => {
    const spec = specWith({ model: 'ae', latent: 2, encoder: [], decoder: [], condition });
    const { size, decoderStart } = layoutOf(spec);
    const weights = new Float32Array(size - decoderStart);
    const found = await measureSources(handler(), { spec, seed: 1, step: 7, weights, seen, unseen, paths });
    expect(found).toMatchObject({ step: 7, codes: 150 });
    const [noise, gaussian, posterior, learned] = found?.rows ?? [];
    expect(found?.rows.map(({ source }) => source)).toEqual(['normal', 'gaussian', 'posterior', 'learned']);
    expect(learned.distance).toBeCloseTo(energyDistance(ends, unseen.mu, 2), 6);
    expect(noise.distance).toBeGreaterThan(3);
    for (const one of [gaussian, posterior, learned]) expect(one.distance).toBeLessThan(0.1);
    // The weights are 0, so all draws decode to the same image; which label it is decoded with is not asked.
    for (const one of found?.rows ?? []) {
      expect(one.covered).toBe(condition === 'none' ? 1 : null);
      if (condition === 'none') expect(one.confidence).toBeGreaterThanOrEqual(0);
      else expect(one.confidence).toBeNull();
    }
  },
);

test('without a result of the analysis there is none', async () => {
  const spec = specWith({ model: 'vae', latent: 2 });
  const subject = { spec, seed: 1, step: 7, weights: new Float32Array(0), seen, unseen, paths };
  expect(await measureSources(async () => null, subject)).toBeNull();
});

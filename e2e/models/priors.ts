/** The trial of a learned prior. */
import { createAnalysisHandler } from '../../src/analysis/handler';
import { createPace } from '../../src/analysis/pace';
import { randomOrder } from '../../src/engine/trainingCodes';
import { splitCodes, TRAINING_STEPS } from '../../src/latent/flow/training';
import { layoutOf } from '../../src/model/compile';
import { INPUT_SIZE } from '../../src/model/spec';
import { measureSources, type SourcesRequest } from '../../src/uses/samples/sources';
import { settingsOf } from './settings';
import { type Conditions, learned } from './training';

/** Training images, of whose codes a prior learns five in six, draws of it, and test images that classify them: as on the page. */
const CODES = 12_000;
const DRAWS = 1000;
const COMPARED = 5000;

/**
 * Where codes can be drawn from: N(0, I), a fitted Gaussian, the aggregate posterior, and a prior that is learned by flow
 * matching from codes of training images. Their energy distance from other codes of training images, the classes of the decoded draws,
 * and how confidently those are classified, all as the page measures them.
 */
export async function priors(id: string, conditions: Conditions): Promise<Record<string, number>> {
  const config = settingsOf(id);
  const engine = await learned(config, conditions);
  const { spec } = engine;
  const { latent } = spec;
  const { train, test } = conditions.data;
  const handler = createAnalysisHandler(createPace(() => performance.now()));
  // One cast for all pairs of request and reply, which the analysis worker keeps together.
  const request = (async (type: string, body: object) =>
    handler({ type, requestId: 0, ...body } as never)) as SourcesRequest;
  const { seed } = conditions;
  const picks = randomOrder(train.count).slice(0, CODES);
  const images = new Uint8Array(CODES * INPUT_SIZE);
  picks.forEach((pick, i) => {
    images.set(train.images.subarray(pick * INPUT_SIZE, (pick + 1) * INPUT_SIZE), i * INPUT_SIZE);
  });
  const codes = await engine.encode(images, CODES);
  const labels = train.labels && Uint8Array.from(picks, (pick) => train.labels?.[pick] ?? 0);
  const { seen, unseen } = splitCodes({ latent, ...codes, labels });
  await request('flowBegin', { codes: seen, seed });
  const prior = await request('flowTrain', { steps: TRAINING_STEPS });
  if (!prior) throw new Error('no prior was learned');
  const paths = await request('flowPaths', {
    ...{ flow: prior.flow, label: null, seed, round: 0, count: DRAWS, codes: null },
  });
  await request('images', {
    images: test.images.slice(0, COMPARED * INPUT_SIZE),
    form: { side: 28, channels: 1 },
    labels: test.labels?.slice(0, COMPARED) ?? null,
  });
  const parameters = await engine.readParameters();
  const measured =
    paths &&
    (await measureSources(request, {
      ...{ spec, seed, step: 0, weights: parameters.slice(layoutOf(spec).decoderStart), paths },
      ...{ seen, unseen },
    }));
  if (!measured) throw new Error('nothing was measured');
  const found: Record<string, number> = { loss: prior.loss };
  for (const { source, distance, covered, confidence } of measured.rows) {
    const name = source === 'prior' ? 'normal' : source;
    found[`${name}.distance`] = distance;
    found[`${name}.classes`] = covered ?? Number.NaN;
    found[`${name}.confidence`] = confidence ?? Number.NaN;
  }
  return found;
}

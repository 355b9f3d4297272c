/** The pretrained model, which is on the page before any engine is ready to decode. */
import { type Pretrained, readPretrained } from '../engine/pretrainedFile';
import type { Config } from '../experiment/config';
import { toProblem } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import type { Post } from './post';
import { DEFAULT_VIEW } from './view';

/** Posts all that is shown of it. */
export function announcePretrained(post: Post, shown: Pretrained, runId: number): void {
  const spec = specOf(shown.config);
  const { step, preview } = shown;
  const opened = structuredClone({ config: shown.config, spec });
  post({ type: 'run.opened', runId, ...opened, origin: 'pretrained', step });
  const decoder = shown.parameters.slice(layoutOf(spec).decoderStart);
  post({ type: 'run.weights', runId, step, decoder }, [decoder.buffer]);
  if (preview) {
    const { points, labels, manifold } = preview;
    post({ type: 'run.points', runId, step, count: labels.length, mu: points, logVar: null, labels });
    post({
      type: 'run.manifold',
      runId,
      step,
      view: { ...DEFAULT_VIEW, extent: manifold.extent, side: manifold.side },
      tiles: manifold.tiles,
    });
  }
  if (shown.losses) post({ type: 'run.history', runId, step, ...shown.losses });
}

/** The model in a file; null where the file is damaged, which is posted. */
export function pretrainedIn(bytes: Uint8Array, config: Config, post: Post): Pretrained | null {
  try {
    return readPretrained(bytes, config);
  } catch (error) {
    post({ type: 'problem', problem: toProblem(error, 'checkpoint.unreadable') });
    return null;
  }
}

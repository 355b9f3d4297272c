/**
 * Loads the session's data: the set that the settings name, with progress, or drawn digits where it cannot be
 * loaded. Whatever is loaded is passed to `attach`.
 */
import { drawnDataset } from '../data/glyphs';
import type { Dataset } from '../data/images';
import { loadDataset } from '../data/source';
import type { DatasetId } from '../experiment/config';
import { toProblem } from '../experiment/problem';
import type { Post } from './post';
import type { DatasetParts } from './protocol';

/** A source that hangs is given up only later; a notice appears after this time. */
const REPORTED_AFTER_MS = 8000;

/** The reader's files as they are. The readers of files are large, and rarely needed. */
export async function fromParts(parts: DatasetParts): Promise<Dataset> {
  const { datasetOf, openParts } = await import('../data/formats/open');
  return datasetOf(await openParts(parts), { turn: false, invert: false, labels: true });
}

export interface SupplyOptions {
  post: Post;
  /** The data set that the settings name now. */
  wanted(): DatasetId;
  attach(next: Dataset): Promise<void>;
}

export function createSupply({ post, wanted, attach: place }: SupplyOptions) {
  let arriving: Promise<void> = Promise.resolve();
  /** The data set that is in use. */
  let present: DatasetId | null = null;

  async function attach(next: Dataset): Promise<void> {
    await place(next);
    present = next.id;
  }

  async function fetchOrDraw(id: Exclude<DatasetId, 'own'>, base: string): Promise<void> {
    if (id === 'drawn') return attach(drawnDataset());
    if (id === 'shapes') {
      const { shapesDataset } = await import('../data/shapes');
      // The settings may name another data set by now.
      return wanted() === id ? attach(shapesDataset()) : undefined;
    }
    let next: Dataset;
    const slowNotice = setTimeout(() => {
      if (wanted() === id) post({ type: 'problem', problem: { code: 'data.slow', params: { dataset: id } } });
    }, REPORTED_AFTER_MS);
    try {
      next = await loadDataset(id, {
        base,
        onProgress({ received, total }) {
          clearTimeout(slowNotice);
          post({ type: 'data.progress', dataset: id, received, total });
        },
        onNotice: (problem) => post({ type: 'problem', problem }),
      });
    } catch (error) {
      // The settings name another data set by now.
      if (wanted() !== id) return;
      if (present !== null) {
        post({ type: 'problem', problem: { code: 'data.kept', params: { dataset: id, present } } });
        return;
      }
      const problem = toProblem(error, () => ({ code: 'data.unreachable', params: { dataset: id } }));
      post({ type: 'problem', problem });
      next = drawnDataset();
    } finally {
      clearTimeout(slowNotice);
    }
    if (wanted() === id) await attach(next);
  }

  /** The pending request. It never rejects, because those who wait for it later did not start it. */
  function expect(work: Promise<void>): Promise<void> {
    arriving = work.catch(() => {});
    return work;
  }

  return {
    /** Resolves when the data requested last is in place or has failed to load. */
    async arrived(): Promise<void> {
      for (let seen: Promise<void> | null = null; seen !== arriving; ) {
        seen = arriving;
        await seen;
      }
    },
    /** Loads the data of the settings; if that fails, posts the problem and uses drawn digits. */
    load(base: string): Promise<void> {
      const id = wanted();
      if (id === 'own') return Promise.resolve();
      return expect(
        fetchOrDraw(id, base).catch((error) =>
          post({ type: 'problem', problem: toProblem(error, 'engine.none') }),
        ),
      );
    },
    /** Uses the reader's own data. */
    take: (next: Dataset): Promise<void> => expect(attach(next)),
  };
}

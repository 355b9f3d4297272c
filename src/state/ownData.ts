/** The reader's own images: they live in the worker, and are imported again when a worker has to be replaced. */
import type { Config } from '../experiment/config';
import type { DatasetParts, Requests, RequestType } from '../worker/protocol';
import { recordChange } from './changesDuringLoad';
import { writeLink } from './link';
import { useStore } from './store';

type Body = Requests['importDataset']['body'];
type Send = <T extends RequestType>(
  type: T,
  body: Requests[T]['body'],
  transfer?: Transferable[],
) => Promise<Requests[T]['result']>;

/** The arrays of a data set, each once: those of files are for the worker alone. */
const buffersOf = (body: Body): ArrayBuffer[] =>
  'dataset' in body
    ? [
        ...new Set(
          [body.dataset.train, body.dataset.test]
            .flatMap(({ images, labels }) => [images, ...(labels ? [labels] : [])])
            .map(({ buffer }) => buffer as ArrayBuffer),
        ),
      ]
    : [];

export function createOwnData(send: Send) {
  /** Imports the latest again. */
  let ownData: (() => Promise<Body>) | null = null;
  /** Imports in progress, and the data set to return to if they fail. */
  let importing = 0;
  let datasetBefore: Config['dataset'] = 'own';

  async function bringNow(bring: () => Promise<Body>): Promise<void> {
    const body = await bring();
    await send('importDataset', body, buffersOf(body));
  }

  /** `bring` is called again if the worker has to be replaced. */
  async function importDataset(bring: () => Promise<Body>): Promise<void> {
    if (importing++ === 0) datasetBefore = useStore.getState().config.dataset;
    // From now on: settings that are changed meanwhile must not reload the old data.
    setDataset('own');
    try {
      await bringNow(bring);
      ownData = bring;
      datasetBefore = 'own';
      // Another data set was requested later, and the worker may have considered that one present already.
      const { config } = useStore.getState();
      if (config.dataset !== 'own') await send('configure', { config });
    } catch (error) {
      if (importing === 1 && useStore.getState().config.dataset === 'own' && datasetBefore !== 'own') {
        setDataset(datasetBefore);
        send('configure', { config: useStore.getState().config }).catch(() => {});
      }
      throw error;
    } finally {
      importing--;
      writeLink(useStore.getState().config);
    }
  }

  function setDataset(dataset: Config['dataset']): void {
    const { config: before } = useStore.getState();
    const config = { ...before, dataset };
    recordChange(before, config);
    useStore.setState({ config });
  }

  return {
    known: () => ownData !== null,
    forget(): void {
      ownData = null;
    },
    /** Imports it again; does nothing where there is none. */
    async bringAgain(): Promise<void> {
      if (ownData) await bringNow(ownData);
    },
    importParts: (parts: DatasetParts) => importDataset(async () => ({ parts })),
    importDataset,
  };
}

/** The reader's own files are shown before they are used, and nothing changes until then. */
import { expect, test, vi } from 'vitest';
import { NO_MENDS } from '../data/formats/mend';
import { imagesIdx, labelsIdx, pngOf, sign, signs } from '../data/formats/testing';
import { ownFilesHere } from '../ownFiles/testing';
import { cancelOwnFiles, cutPicture, pictureShown, showOwnFiles, takeOwnFiles } from './ownFiles';
import { useStore } from './store';
import { settled } from './testing';
import { testPage } from './testPage';

const { workers, start } = testPage();
const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => ({ name, file: new Blob([bytes]) });
const images = file('images', imagesIdx());
const labels = file('labels', labelsIdx(signs.labels));
const shown = () => useStore.getState().ownFiles;

test('files are shown first; used, they become the data, with the mends that were chosen', async () => {
  const { worker } = await start();
  const opening = showOwnFiles([images, labels], ownFilesHere);
  expect(shown()).toMatchObject({ status: 'reading' });
  await opening;
  expect(shown()).toMatchObject({ status: 'shown', report: { train: 223, test: 37 } });
  expect(worker.sent('importDataset')).toEqual([]);
  expect(useStore.getState().config.dataset).toBe('mnist');
  await takeOwnFiles({ turn: false, invert: true, labels: false });
  expect(shown()).toBeNull();
  const [sent] = worker.sent('importDataset');
  if (!('dataset' in sent)) throw new Error('no data set');
  const { train, test: held } = sent.dataset;
  expect([train.count, train.labels, held.count, held.labels]).toEqual([223, null, 37, null]);
  expect(train.images.subarray(0, 784)).toEqual(sign(0).map((byte) => 255 - byte));
  expect(useStore.getState().config.dataset).toBe('own');
});

test('cancelled, they leave everything as it was, and their worker is ended', async () => {
  const { worker } = await start();
  const before = useStore.getState();
  const reader = ownFilesHere();
  const end = vi.spyOn(reader, 'terminate');
  await showOwnFiles([images], () => reader);
  cancelOwnFiles();
  expect(end).toHaveBeenCalled();
  expect(useStore.getState()).toEqual(before);
  await takeOwnFiles(NO_MENDS);
  expect(worker.sent('importDataset')).toEqual([]);
});

test('one picture alone can be cut into signs instead; several, and other files, cannot', async () => {
  await start();
  const picture = (name: string) => ({
    name,
    file: new File([pngOf(28, 28, 0, sign(3))], name, { type: 'image/png' }),
  });
  await showOwnFiles([images], ownFilesHere);
  expect(pictureShown()).toBeNull();
  await showOwnFiles([picture('a.png'), picture('b.png')], ownFilesHere);
  expect(pictureShown()).toBeNull();
  await showOwnFiles([picture('sheet.png')], ownFilesHere);
  expect(pictureShown()).toMatchObject({ name: 'sheet.png', type: 'image/png' });
  cutPicture();
  expect(shown()).toBeNull();
  expect(useStore.getState().photograph?.name).toBe('sheet.png');
  expect(pictureShown()).toBeNull();
  useStore.setState({ photograph: null });
});

test('cancelled while they are read, they are not shown later, and are no error', async () => {
  await start();
  const opening = showOwnFiles([images], ownFilesHere);
  cancelOwnFiles();
  await opening;
  expect(shown()).toBeNull();
});

test('files that are dropped while others are shown take their place', async () => {
  await start();
  const first = showOwnFiles([images], ownFilesHere);
  const second = showOwnFiles([file('few', imagesIdx(sign(3)))], ownFilesHere);
  await Promise.all([first, second]);
  expect(shown()).toMatchObject({ report: { train: 1 } });
});

test('files that cannot be read are an error, and nothing is shown', async () => {
  const { worker } = await start();
  await expect(showOwnFiles([file('x', new Uint8Array(0))], ownFilesHere)).rejects.toThrow('idx.empty');
  expect(shown()).toBeNull();
  expect(worker.sent('importDataset')).toEqual([]);
});

test('a worker that has died is given the same data again, read anew', async () => {
  const { worker } = await start();
  worker.openRun(1);
  await showOwnFiles([images, labels], ownFilesHere);
  await takeOwnFiles({ turn: true, invert: false, labels: true }, null, ownFilesHere);
  worker.die();
  await settled();
  await vi.waitFor(() => expect(workers[1].sent('importDataset')).toHaveLength(1));
  expect(workers[1].sent('importDataset')).toEqual(worker.sent('importDataset'));
});

import { beforeEach, expect, it } from 'vitest';
import { initialState, useStore } from '../../state/store';
import { createPlaneRequests } from './planeRequests';

const settle = () => new Promise((resolve) => setTimeout(resolve));

const results: ((result: string | null) => void)[] = [];
const shown: string[] = [];
let [again, sent, opened, closed] = [0, 0, 0, 0];

function begin() {
  const { request, close } = createPlaneRequests(
    () => again++,
    () => {
      opened++;
      return { request: async () => null, sendImages: () => sent++, close: () => closed++ };
    },
  );
  const about = (what: string) =>
    request(
      what,
      () => new Promise<string | null>((resolve) => results.push(resolve)),
      (result) => shown.push(result),
    );
  return { about, close };
}
const openRun = (id: number) => useStore.setState(({ run }) => ({ run: { ...run, id } }));

beforeEach(() => {
  results.length = shown.length = 0;
  again = sent = opened = closed = 0;
  useStore.setState(initialState(), true);
  openRun(1);
});

it('the same is requested again only after its result, and something else at once', async () => {
  const { about } = begin();
  about('here');
  about('here');
  expect(results).toHaveLength(1);
  about('there');
  expect(results).toHaveLength(2);
  results[0]('of here');
  await settle();
  expect([shown, again]).toEqual([[], 0]);
  about('there');
  results[1]('of there');
  await settle();
  expect([shown, again]).toEqual([['of there'], 1]);
  // One worker, which gets the images before each request.
  expect([opened, sent]).toEqual([1, 2]);
  about('there');
  results[2](null);
  await settle();
  expect([shown, again]).toEqual([['of there'], 1]);
});

it('results of a run that is over, or after the worker was ended, are not shown', async () => {
  const { about, close } = begin();
  about('here');
  openRun(2);
  about('here');
  results[0]('of run 1');
  await settle();
  expect(results).toHaveLength(2);
  close();
  results[1]('late');
  await settle();
  about('here');
  results[2]('of another worker');
  await settle();
  expect([shown, opened, closed]).toEqual([['of another worker'], 2, 1]);
});

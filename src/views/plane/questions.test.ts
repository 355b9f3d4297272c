import { beforeEach, expect, it } from 'vitest';
import { initialState, useStore } from '../../state/store';
import { createQuestions } from './questions';

const settle = () => new Promise((resolve) => setTimeout(resolve));

const answers: ((answer: string | null) => void)[] = [];
const shown: string[] = [];
let [again, sent, opened, closed] = [0, 0, 0, 0];

function begin() {
  const { ask, close } = createQuestions(
    () => again++,
    () => {
      opened++;
      return { request: async () => null, sendImages: () => sent++, close: () => closed++ };
    },
  );
  const about = (what: string) =>
    ask(
      what,
      () => new Promise<string | null>((resolve) => answers.push(resolve)),
      (answer) => shown.push(answer),
    );
  return { about, close };
}
const openRun = (id: number) => useStore.setState(({ run }) => ({ run: { ...run, id } }));

beforeEach(() => {
  answers.length = shown.length = 0;
  again = sent = opened = closed = 0;
  useStore.setState(initialState(), true);
  openRun(1);
});

it('the same is asked again only after its answer, and something else at once', async () => {
  const { about } = begin();
  about('here');
  about('here');
  expect(answers).toHaveLength(1);
  about('there');
  expect(answers).toHaveLength(2);
  answers[0]('of here');
  await settle();
  expect([shown, again]).toEqual([[], 0]);
  about('there');
  answers[1]('of there');
  await settle();
  expect([shown, again]).toEqual([['of there'], 1]);
  // One worker, which gets the images before each question.
  expect([opened, sent]).toEqual([1, 2]);
  about('there');
  answers[2](null);
  await settle();
  expect([shown, again]).toEqual([['of there'], 1]);
});

it('answers about a run that is over, or after the worker was ended, are not shown', async () => {
  const { about, close } = begin();
  about('here');
  openRun(2);
  about('here');
  answers[0]('of run 1');
  await settle();
  expect(answers).toHaveLength(2);
  close();
  answers[1]('late');
  await settle();
  about('here');
  answers[2]('of another worker');
  await settle();
  expect([shown, opened, closed]).toEqual([['of another worker'], 2, 1]);
});

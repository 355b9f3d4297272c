/** Axes and places have no meaning of their own: two seeds give the same separation in different places. */
import { defineWords } from '../../i18n/words';
import { type Lesson, NOT_YET } from '../lesson';

const EPOCHS = 4;
/** The accuracies of kNN differ by less, and a class centre has moved by more. */
const [SAME, MOVED] = [0.08, 1];

export const axes: Lesson = {
  id: 'axes',
  steps: [
    {
      id: 'first',
      target: 'measured',
      predict: { unit: 'percent', within: 10 },
      setup: { preset: 'vae', settings: { stopAfter: EPOCHS } },
      wholeTest: true,
      check({ test, status, centres }) {
        if (typeof test?.knn !== 'number' || status !== 'finished' || !centres()) return NOT_YET;
        return { passed: true, value: 100 * test.knn, shown: { percent: [100 * test.knn, 0] } };
      },
      keep: ({ test, centres, config }) => ({
        knn: [test?.knn ?? Number.NaN],
        centres: centres() ?? [],
        seed: [config.seed],
      }),
    },
    {
      id: 'second',
      needs: 'first',
      target: `> ${MOVED}, kNN within ${SAME}`,
      predict: { choices: ['separation', 'places', 'nothing'], right: 'places' },
      setup: { preset: 'vae', settings: { stopAfter: EPOCHS } },
      wholeTest: true,
      check({ test, status, centres, config, kept }) {
        const [now, before, [knn], [seed]] = [centres(), kept.centres ?? [], kept.knn ?? [], kept.seed ?? []];
        if (typeof test?.knn !== 'number' || status !== 'finished' || now?.length !== before.length)
          return NOT_YET;
        if (config.seed === seed || knn === undefined) return NOT_YET;
        const moves = Array.from({ length: now.length / 2 }, (_, c) =>
          Math.hypot(now[2 * c] - before[2 * c], now[2 * c + 1] - before[2 * c + 1]),
        );
        const farthest = Math.max(...moves);
        return {
          passed: Math.abs(test.knn - knn) < SAME && farthest > MOVED,
          value: farthest,
          shown: {
            percent: [100 * test.knn, 0],
            before: [100 * knn, 0],
            farthest: [farthest, 1],
            label: [moves.indexOf(farthest), 0],
          },
        };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'What the axes mean',
      intro:
        'On the plane, the sevens lie left and the zeros lie up. It is tempting to read that as a fact about digits: z₁ is this, z₂ is that, and 7 is far from 0. Train the same model from other first weights and see what stays.',
      'first.question':
        'A VAE after four epochs: for what percentage of test images do the ten nearest codes vote for the right digit?',
      'first.task': 'Set it up and press Train. It stops by itself after four epochs.',
      'first.reading': 'Accuracy of kNN on the codes of the test images: {percent}%.',
      'first.right':
        'Right, or near: two numbers already separate most of the digits. Remember where they lie.',
      'first.wrong':
        'It is {percent}%: two numbers already separate most of the digits. Remember where they lie.',
      'second.question': 'Now another seed: other first weights, the same images. What will change most?',
      'second.separation': 'How well the digits separate',
      'second.places': 'Where the digits lie',
      'second.nothing': 'Nothing much',
      'second.task': 'Press New seed, then Train, and wait for its four epochs.',
      'second.reading':
        'kNN: {percent}% now, {before}% before. The centre of the {label}s has moved by {farthest}.',
      'second.right':
        'Right: turning or mirroring the plane changes neither reconstruction nor KL, so only neighbourhoods mean something, axes do not.',
      'second.wrong':
        'Their places: turning or mirroring the plane changes neither reconstruction nor KL, so only neighbourhoods mean something.',
    },
    'zh-CN': {
      title: '坐标轴意味着什么',
      intro:
        '平面上，7 在左边，0 在上边。人们很容易把它当作关于数字的事实：z₁ 是这个，z₂ 是那个，7 离 0 很远。用另一组初始权重训练同一个模型，看看什么不变。',
      'first.question': 'VAE 训练四轮之后：对百分之多少的测试图像，最近的十个编码会投票给正确的数字？',
      'first.task': '设置好模型，按“训练”。四轮之后它会自动停止。',
      'first.reading': '在测试图像的编码上，kNN 的准确率为 {percent}%。',
      'first.right': '对，或者很接近：两个数已能分开多数数字。记住它们的位置。',
      'first.wrong': '是 {percent}%：两个数已能分开多数数字。记住它们的位置。',
      'second.question': '现在换一个种子：初始权重不同，图像相同。变化最大的是什么？',
      'second.separation': '数字分开的程度',
      'second.places': '数字所在的位置',
      'second.nothing': '没什么变化',
      'second.task': '按“新种子”，再按“训练”，等它完成四轮。',
      'second.reading': 'kNN：现在 {percent}%，之前 {before}%。数字 {label} 的中心移动了 {farthest}。',
      'second.right': '对：旋转或翻转平面既不改变重构也不改变 KL，所以有意义的只是邻近关系，不是坐标轴。',
      'second.wrong': '是位置：旋转或翻转平面既不改变重构也不改变 KL，所以有意义的只是邻近关系。',
    },
  }),
};

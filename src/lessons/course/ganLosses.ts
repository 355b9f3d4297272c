/** The losses of a GAN do not show the quality of its samples; mode collapse shows in the samples. */
import { defineWords } from '../../i18n/words';
import { type Lesson, type LessonFacts, NOT_YET } from '../lesson';

const EPOCHS = 20;
/** Classes covered by good samples, at least; and by collapsed ones, fewer than. */
const [GOOD, COLLAPSED] = [8, 5];
/** The first steps, in which neither network has learned anything yet, and the last. */
const EARLY = [1, 5] as const;
const LAST = 100;
/** A loss that has fallen by less than this share has not fallen clearly. */
const CLEAR = 1 / 3;
/** A collapse takes some time. */
const STEPS = 400;

function covered({ results, status, step }: LessonFacts): number | null {
  return results.draws?.source === 'prior' && status !== 'running' && step > 0 ? results.draws.covered : null;
}

export const ganLosses: Lesson = {
  id: 'gan-losses',
  steps: [
    {
      id: 'quality',
      target: `≥ ${GOOD}, the loss at most a third lower`,
      predict: { choices: ['falls', 'not'], right: 'not' },
      setup: { preset: 'gan', settings: { stopAfter: EPOCHS } },
      use: 'samples',
      check(facts) {
        const { meanLoss, step, status } = facts;
        const found = covered(facts);
        const [early, late] = [meanLoss(...EARLY, 'generator'), meanLoss(step - LAST + 1, step, 'generator')];
        if (found === null || status !== 'finished' || early === null || late === null) return NOT_YET;
        return {
          passed: found >= GOOD && late >= (1 - CLEAR) * early,
          value: found,
          shown: { covered: [found, 0], early: [early, 2], late: [late, 2] },
        };
      },
    },
    {
      id: 'collapse',
      target: `< ${COLLAPSED}`,
      predict: { choices: ['generator', 'discriminator', 'samples'], right: 'samples' },
      setup: { preset: 'gan', free: ['learningRate', 'discriminatorRate', 'batch'] },
      use: 'samples',
      check(facts) {
        const found = covered(facts);
        if (found === null || facts.step < STEPS) return NOT_YET;
        return {
          passed: found < COLLAPSED,
          value: found,
          shown: { covered: [found, 0], step: [facts.step, 0] },
        };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'What a GAN’s losses hide',
      intro:
        'In a GAN, a generator draws images and a discriminator tells them from real ones. Each has a loss, and each loss depends on how good the other one is. So what do these curves say about the images?',
      'quality.question':
        'In its first steps the generator draws grey noise; after 20 epochs, digits. Its loss will have …',
      'quality.falls': 'fallen clearly',
      'quality.not': 'hardly fallen, or risen',
      'quality.task': 'Set it up, open Sample and press Train. It stops by itself after 20 epochs.',
      'quality.reading':
        'Generator’s loss: {early} in steps 1–5, {late} now (mean of 100 steps). Samples cover {covered} of 10 classes.',
      'quality.right':
        'Right: its opponent has learned too. The loss says who is ahead, and nothing about how good both have become.',
      'quality.wrong':
        'Hardly, if at all: its opponent has learned too. The loss says who is ahead, and nothing about how good both have become.',
      'collapse.question':
        'A generator may end up drawing one or two digits only: mode collapse. Which of the page’s numbers shows it surely?',
      'collapse.generator': 'The generator’s loss',
      'collapse.discriminator': 'The discriminator’s loss',
      'collapse.samples': 'The count of its samples by class',
      'collapse.task':
        'Make it collapse: raise Learning rate to 0.1, press Reset, then Train, and pause after 400 steps or more with Sample open. Fewer than 5 classes are left.',
      'collapse.reading': 'At step {step}, samples cover {covered} of 10 classes.',
      'collapse.right':
        'Right: one good digit can fool the discriminator as well as ten, so the losses need not show it. Look at the samples.',
      'collapse.wrong':
        'Only the samples do: one good digit can fool the discriminator as well as ten, so the losses need not show it.',
    },
    'zh-CN': {
      title: 'GAN 的损失掩盖了什么',
      intro:
        '在 GAN 中，生成器画图像，判别器把它们与真实图像区分开。两者各有损失，而每个损失都取决于对手有多强。那么这些曲线说明了图像的什么？',
      'quality.question': '最初几步，生成器画的是灰色噪声；20 轮之后是数字。它的损失会……',
      'quality.falls': '明显下降',
      'quality.not': '几乎没有下降，或者上升',
      'quality.task': '设置好模型，打开“采样”，按“训练”。20 轮之后它会自动停止。',
      'quality.reading':
        '生成器的损失：第 1–5 步 {early}，现在 {late}（100 步的均值）。样本覆盖 10 类中的 {covered} 类。',
      'quality.right': '对：它的对手也在学习。损失只说明谁占上风，不说明双方有多好。',
      'quality.wrong': '几乎没有下降：它的对手也在学习。损失只说明谁占上风，不说明双方有多好。',
      'collapse.question': '生成器最后可能只画一两个数字，这叫模式坍缩。页面上哪个数字一定能显示它？',
      'collapse.generator': '生成器的损失',
      'collapse.discriminator': '判别器的损失',
      'collapse.samples': '样本按类别的计数',
      'collapse.task':
        '让它坍缩：把“学习率”提高到 0.1，按“重置”，再按“训练”，400 步以后暂停，保持“采样”打开。剩下的不到 5 类。',
      'collapse.reading': '第 {step} 步，样本覆盖 10 类中的 {covered} 类。',
      'collapse.right': '对：一个画得好的数字和十个一样能骗过判别器，损失未必能显示。要看样本。',
      'collapse.wrong': '只有样本能：一个画得好的数字和十个一样能骗过判别器，损失未必能显示。',
    },
  }),
};

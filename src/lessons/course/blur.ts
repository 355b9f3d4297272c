/** Blur without a KL term: the size of the code, and not β, limits detail. */
import { defineWords } from '../../i18n/words';
import { type Lesson, NOT_YET } from '../lesson';

const EPOCHS = 2;
/** Above what a perfect copy costs, and below what the first step has measured, in nats per image. */
const [STILL, LESS] = [40, 25];

export const blur: Lesson = {
  id: 'blur',
  steps: [
    {
      id: 'without',
      target: `≥ ${STILL} more than a perfect copy`,
      predict: { choices: ['sharp', 'blurred'], right: 'blurred' },
      setup: { preset: 'vae', settings: { beta: 0, stopAfter: EPOCHS } },
      use: 'reconstructions',
      wholeTest: true,
      check({ test, status, entropy }) {
        const least = entropy();
        if (!test || status !== 'finished' || least === null) return NOT_YET;
        return {
          passed: test.recon >= least + STILL,
          value: test.recon,
          shown: { recon: [test.recon, 1], least: [least, 1] },
        };
      },
      keep: ({ test }) => ({ recon: [test?.recon ?? Number.NaN] }),
    },
    {
      id: 'wider',
      needs: 'without',
      target: `≥ ${LESS}`,
      predict: { choices: ['layers', 'numbers', 'beta'], right: 'numbers' },
      setup: { preset: 'vae-10', settings: { beta: 0, stopAfter: EPOCHS } },
      use: 'reconstructions',
      wholeTest: true,
      check({ test, status, kept }) {
        const [before] = kept.recon ?? [];
        if (!test || status !== 'finished' || before === undefined) return NOT_YET;
        const less = before - test.recon;
        return { passed: less >= LESS, value: less, shown: { recon: [test.recon, 1], less: [less, 1] } };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'Where blur comes from',
      intro:
        'Reconstructions of a VAE are blurred, and its KL term is often blamed: it forces codes to overlap, so the decoder averages. That can be tested. Take the KL term away and look.',
      'without.question':
        'β = 0, so KL costs nothing; two latent numbers. The reconstructions of test images will be …',
      'without.sharp': 'sharp',
      'without.blurred': 'still blurred',
      'without.task': 'Set it up, open Rebuild and press Train. It stops by itself after two epochs.',
      'without.reading': 'Reconstruction loss without KL term: {recon} nats; a perfect copy costs {least}.',
      'without.right':
        'Right: two numbers cannot name every digit. Where several images share a place, their mean has the least loss, and means are blurred.',
      'without.wrong':
        'They are blurred: two numbers cannot name every digit. Where several images share a place, their mean has the least loss.',
      'wider.question': 'What will sharpen them most?',
      'wider.layers': 'Layers twice as wide',
      'wider.numbers': 'Ten latent numbers instead of two',
      'wider.beta': 'Another β',
      'wider.task': 'Set up ten latent numbers, still with β = 0, and press Train.',
      'wider.reading': 'Ten numbers: {recon} nats, which is {less} fewer than with two.',
      'wider.right':
        'Right: each further number tells the decoder more about the image, so it has less left to average over.',
      'wider.wrong':
        'Ten numbers do: each further number tells the decoder more about the image, so it has less left to average over.',
    },
    'zh-CN': {
      title: '模糊从何而来',
      intro:
        'VAE 的重构是模糊的，人们常怪罪 KL 项：它迫使编码重叠，解码器只好取平均。这可以检验：去掉 KL 项，看看结果。',
      'without.question': 'β = 0，KL 不花费任何代价；潜变量有两个。测试图像的重构会……',
      'without.sharp': '清晰',
      'without.blurred': '仍然模糊',
      'without.task': '设置好模型，打开“重构”，按“训练”。两轮之后它会自动停止。',
      'without.reading': '没有 KL 项时的重构损失：{recon} 奈特；完美复制为 {least}。',
      'without.right': '对：两个数无法说清每个数字。几幅图像共用一处时，它们的均值损失最小，而均值是模糊的。',
      'without.wrong': '仍然模糊：两个数无法说清每个数字。几幅图像共用一处时，它们的均值损失最小。',
      'wider.question': '怎样最能使它们清晰？',
      'wider.layers': '各层加宽一倍',
      'wider.numbers': '潜变量由两个增加到十个',
      'wider.beta': '换一个 β',
      'wider.task': '设置为十个潜变量，β 仍为 0，按“训练”。',
      'wider.reading': '十个数：{recon} 奈特，比两个数时少 {less}。',
      'wider.right': '对：每多一个数，解码器对图像就知道得更多，需要取平均的就更少。',
      'wider.wrong': '是十个数：每多一个数，解码器对图像就知道得更多，需要取平均的就更少。',
    },
  }),
};

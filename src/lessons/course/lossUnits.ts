/** Units of the loss: nats per image, nats per pixel, bits; and why it never reaches 0. */
import { defineWords } from '../../i18n/words';
import { INPUT_SIZE } from '../../model/spec';
import { type Lesson, NOT_YET } from '../lesson';

/** What 784 pixels cost at probability ½. */
const FLAT = INPUT_SIZE * Math.LN2;

export const lossUnits: Lesson = {
  id: 'loss-units',
  steps: [
    {
      id: 'flat',
      target: `${Math.round(10 * FLAT) / 10} ± 1`,
      predict: { unit: 'nats', within: 5 },
      setup: { preset: 'vae' },
      check({ loss }) {
        const recon = loss(1, 'recon');
        if (recon === null) return NOT_YET;
        return {
          passed: Math.abs(recon - FLAT) <= 1,
          value: recon,
          shown: { recon: [recon, 1], flat: [FLAT, 1] },
        };
      },
    },
    {
      id: 'pixel',
      target: '≤ 200',
      predict: { choices: ['small', 'middle', 'large'], right: 'middle' },
      setup: { preset: 'vae', settings: { stopAfter: 1 } },
      wholeTest: true,
      check({ test, step }) {
        if (!test || step === 0) return NOT_YET;
        const nats = test.negElbo;
        const pixel = nats / INPUT_SIZE;
        return {
          passed: nats <= 200,
          value: nats,
          shown: { nats: [nats, 1], pixel: [pixel, 3], bits: [pixel / Math.LN2, 3] },
        };
      },
    },
    {
      id: 'zero',
      target: '< reconstruction',
      predict: { choices: ['yes', 'no'], right: 'no' },
      setup: { preset: 'vae' },
      wholeTest: true,
      check({ test, step, entropy }) {
        const least = entropy();
        if (!test || step === 0 || least === null) return NOT_YET;
        return {
          passed: test.recon > least,
          value: least,
          shown: { least: [least, 1], recon: [test.recon, 1] },
        };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'What a loss of 150 means',
      intro:
        'For the same model, one paper prints a loss of 0.2 and another one of 150. Both can be right: one counts per pixel, the other per image. On this page, losses are nats per image. Find out what that is, and how low it can go.',
      'flat.question':
        'The decoder of an untrained VAE gives every one of the 784 pixels a probability of about ½. A pixel then costs ln 2 ≈ 0.693 nats. What does an image cost?',
      'flat.task': 'Set up an untrained VAE and press Step once.',
      'flat.reading': 'Reconstruction loss of step 1: {recon} nats per image.',
      'flat.right':
        'Right: 784 × 0.693 = {flat} nats, which is 784 bits. Knowing nothing costs one bit for each pixel.',
      'flat.wrong':
        'It is 784 × 0.693 = {flat} nats, which is 784 bits. Knowing nothing costs one bit for each pixel.',
      'pixel.question': 'After one epoch, what will the loss on the test images be, in nats per image?',
      'pixel.small': 'About 0.2',
      'pixel.middle': 'Between 100 and 200',
      'pixel.large': 'About 500',
      'pixel.task': 'Press Train. It stops by itself after one epoch.',
      'pixel.reading': 'Test loss: {nats} nats per image = {pixel} nats per pixel = {bits} bits per pixel.',
      'pixel.right':
        'Right. A paper that prints {pixel} for the same model divides by 784 pixels; it is no better, only counted otherwise.',
      'pixel.wrong':
        'It is {nats} nats per image. Divided by 784 pixels, the same result reads {pixel}: always ask for the unit.',
      'zero.question':
        'With more latent numbers and endless training, could the reconstruction loss reach 0?',
      'zero.yes': 'Yes',
      'zero.no': 'No',
      'zero.task': 'Nothing to change: compare the loss with the cost of a perfect copy.',
      'zero.reading':
        'A perfect copy of the test images costs {least} nats per image; this model’s cost {recon}.',
      'zero.right':
        'Right: pixels are grey, and the loss reads grey as a probability of ink. Even the right probability costs its entropy.',
      'zero.wrong':
        'It cannot: pixels are grey, and the loss reads grey as a probability of ink. Even the right probability costs its entropy.',
    },
    'zh-CN': {
      title: '损失为 150 意味着什么',
      intro:
        '同一个模型，一篇论文写损失 0.2，另一篇写 150。两者可能都对：一个按像素算，一个按图像算。本页的损失以“奈特/图像”为单位。来看看它是什么，又能低到多少。',
      'flat.question':
        '未训练的 VAE，解码器给 784 个像素的概率都约为 ½。每个像素的代价是 ln 2 ≈ 0.693 奈特。一幅图像的代价是多少？',
      'flat.task': '设置好未训练的 VAE，按一次“单步”。',
      'flat.reading': '第 1 步的重构损失：每幅图像 {recon} 奈特。',
      'flat.right': '对：784 × 0.693 = {flat} 奈特，也就是 784 比特。一无所知时，每个像素的代价是一比特。',
      'flat.wrong': '应为 784 × 0.693 = {flat} 奈特，也就是 784 比特。一无所知时，每个像素的代价是一比特。',
      'pixel.question': '训练一轮之后，测试图像的损失是每幅图像多少奈特？',
      'pixel.small': '大约 0.2',
      'pixel.middle': '100 到 200 之间',
      'pixel.large': '大约 500',
      'pixel.task': '按“训练”。一轮之后它会自动停止。',
      'pixel.reading': '测试损失：每幅图像 {nats} 奈特 = 每像素 {pixel} 奈特 = 每像素 {bits} 比特。',
      'pixel.right': '对。把同一个模型写成 {pixel} 的论文除以了 784 个像素：结果并没有更好，只是算法不同。',
      'pixel.wrong': '是每幅图像 {nats} 奈特。除以 784 个像素，同一结果就写成 {pixel}：一定要问清单位。',
      'zero.question': '如果潜变量更多、训练无限长，重构损失能达到 0 吗？',
      'zero.yes': '能',
      'zero.no': '不能',
      'zero.task': '什么都不用改：把损失与完美复制的代价相比较。',
      'zero.reading': '完美复制测试图像的代价是每幅 {least} 奈特；这个模型是 {recon}。',
      'zero.right': '对：像素有灰度，损失把灰度当作墨迹的概率。即使概率完全正确，也要付出它的熵。',
      'zero.wrong': '不能：像素有灰度，损失把灰度当作墨迹的概率。即使概率完全正确，也要付出它的熵。',
    },
  }),
};

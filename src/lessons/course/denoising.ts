/** Denoising: a test loss below the training loss, and what the noise is good for. */
import { defineWords } from '../../i18n/words';
import { type Lesson, NOT_YET } from '../lesson';

const EPOCHS = 5;
/**
 * The first step adds Gaussian noise, whose mean is 0, so that clean images look to the model like its usual input. A model
 * that has seen masked images only gets twice the ink with clean ones, and reconstructs them worse.
 */
const NOISE = { corruption: 'gaussian', noise: 0.5 } as const;
const NOISE_EPOCHS = 3;
/** Steps at the end over which the training loss is averaged. */
const LAST = 100;
/** The denoising model restores at this loss at most, and the plain one at so much more, in nats per image. */
const [RESTORES, WORSE] = [110, 20];

export const denoising: Lesson = {
  id: 'denoising',
  steps: [
    {
      id: 'below',
      target: '> 0',
      predict: { choices: ['training', 'test'], right: 'test' },
      setup: { preset: 'denoising', settings: { ...NOISE, stopAfter: NOISE_EPOCHS } },
      wholeTest: true,
      check({ test, status, step, meanLoss }) {
        const train = meanLoss(step - LAST + 1, step, 'recon');
        if (!test || status !== 'finished' || train === null) return NOT_YET;
        return {
          passed: test.recon < train,
          value: train - test.recon,
          shown: { test: [test.recon, 1], train: [train, 1] },
        };
      },
    },
    {
      id: 'restores',
      target: `≤ ${RESTORES}`,
      predict: { unit: 'nats', within: 15 },
      setup: { preset: 'denoising', settings: { stopAfter: EPOCHS } },
      restoration: true,
      check({ results: { restored }, status }) {
        if (restored === null || status !== 'finished') return NOT_YET;
        const { nats } = restored;
        return { passed: nats <= RESTORES, value: nats, shown: { restored: [nats, 1] } };
      },
      keep: ({ results: { restored } }) => ({ restored: [restored?.nats ?? Number.NaN] }),
    },
    {
      id: 'plain',
      needs: 'restores',
      target: `≥ ${WORSE} more than the step before`,
      predict: { choices: ['better', 'same', 'worse'], right: 'worse' },
      setup: { preset: 'shallow-ae', settings: { stopAfter: EPOCHS } },
      restoration: true,
      check({ results: { restored }, status, kept }) {
        const [before] = kept.restored ?? [];
        if (restored === null || status !== 'finished' || before === undefined) return NOT_YET;
        return {
          passed: restored.nats >= before + WORSE,
          value: restored.nats,
          shown: { restored: [restored.nats, 1], before: [before, 1] },
        };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'Why one spoils the input',
      intro:
        'A denoising autoencoder gets images that have been spoiled, by noise or by masking pixels, and has to return the clean ones. That looks like making a task harder for no reason. And its test loss may lie below its training loss: is something wrong?',
      'below.question':
        'Strong noise is added to the training images, and none to the test images. After three epochs, which reconstruction loss is lower?',
      'below.training': 'That of the training images',
      'below.test': 'That of the test images',
      'below.task': 'Set it up and press Train. It stops by itself after three epochs.',
      'below.reading': 'Training, noisy, mean of the last 100 steps: {train} nats. Test, clean: {test}.',
      'below.right':
        'Right: the two losses answer different questions. A clean image tells the encoder more than a noisy one.',
      'below.wrong':
        'The test loss: the two answer different questions. A clean image tells the encoder more than a noisy one.',
      'restores.question':
        'Another one is trained on images of which half of the pixels are masked, for five epochs. At what loss does it restore test images that are masked alike, in nats?',
      'restores.task': 'Set it up and press Train. Then the page masks 500 test images and measures.',
      'restores.reading': 'Restored from half of its pixels, a test image costs {restored} nats.',
      'restores.right':
        'Right, or near: it fills in strokes that it has never seen. Try it yourself with Repair.',
      'restores.wrong':
        'It is {restored} nats: it fills in strokes that it has never seen. Try it yourself with Repair.',
      'plain.question':
        'A plain autoencoder with the same layers has seen whole images only. How well will it restore masked ones?',
      'plain.better': 'Better',
      'plain.same': 'As well',
      'plain.worse': 'Worse',
      'plain.task': 'Set it up, press Train and wait for its five epochs.',
      'plain.reading': 'The plain one restores at {restored} nats, the denoising one at {before}.',
      'plain.right':
        'Right: it learned to copy what it sees. The noise made the other one learn what digits look like (Vincent et al. 2008).',
      'plain.wrong':
        'Worse: it learned to copy what it sees. The noise made the other one learn what digits look like (Vincent et al. 2008).',
    },
    'zh-CN': {
      title: '为什么要破坏输入',
      intro:
        '去噪自编码器得到的是被噪声或遮挡破坏的图像，却要还原干净的图像。这看起来只是无故增加难度。而且它的测试损失可能低于训练损失：出错了吗？',
      'below.question': '训练图像加了很强的噪声，测试图像没有。三轮之后，哪个重构损失更低？',
      'below.training': '训练图像的',
      'below.test': '测试图像的',
      'below.task': '设置好模型，按“训练”。三轮之后它会自动停止。',
      'below.reading': '训练（有噪声，最后 100 步的均值）：{train} 奈特。测试（无噪声）：{test}。',
      'below.right': '对：两个损失回答的是不同的问题。干净的图像能告诉编码器更多。',
      'below.wrong': '是测试损失：两者回答的是不同的问题。干净的图像能告诉编码器更多。',
      'restores.question':
        '另一个模型在遮住一半像素的图像上训练五轮。它还原同样被遮住的测试图像，损失是多少奈特？',
      'restores.task': '设置好模型，按“训练”。之后页面会遮住 500 幅测试图像并测量。',
      'restores.reading': '由一半像素还原，每幅测试图像的代价是 {restored} 奈特。',
      'restores.right': '对，或者很接近：它补全了从未见过的笔画。可以在“修复”中亲自试一试。',
      'restores.wrong': '是 {restored} 奈特：它补全了从未见过的笔画。可以在“修复”中亲自试一试。',
      'plain.question': '层数相同的普通自编码器只见过完整的图像。它还原被遮挡的图像会怎样？',
      'plain.better': '更好',
      'plain.same': '一样好',
      'plain.worse': '更差',
      'plain.task': '设置好模型，按“训练”，等它完成五轮。',
      'plain.reading': '普通模型还原的损失是 {restored} 奈特，去噪模型是 {before}。',
      'plain.right': '对：它学会的是照抄所见。噪声迫使另一个模型学会数字长什么样（Vincent 等，2008）。',
      'plain.wrong': '更差：它学会的是照抄所见。噪声迫使另一个模型学会数字长什么样（Vincent 等，2008）。',
    },
  }),
};

/** Anomaly detection by the score of an autoencoder: what it catches, and what it misses. */
import { defineWords } from '../../i18n/words';
import { type Lesson, NOT_YET } from '../lesson';

const EPOCHS = 2;
/** The share of inverted digits that are caught. */
const CAUGHT = 0.95;

export const anomalies: Lesson = {
  id: 'anomalies',
  steps: [
    {
      id: 'inverted',
      target: `≥ ${100 * CAUGHT}`,
      predict: { unit: 'percent', within: 5 },
      setup: { preset: 'vae', settings: { stopAfter: EPOCHS } },
      use: 'anomalies',
      check({ results: { anomalies: result }, status }) {
        if (result?.other !== 'inverted' || result.movedThreshold || status !== 'finished') return NOT_YET;
        return {
          passed: result.caught >= CAUGHT,
          value: 100 * result.caught,
          shown: { caught: [100 * result.caught, 1], alarms: [100 * result.falseAlarms, 1] },
        };
      },
    },
    {
      id: 'fooled',
      target: '< median',
      predict: { choices: ['yes', 'no'], right: 'yes' },
      setup: { preset: 'vae' },
      use: 'anomalies',
      check({ results: { anomalies: result }, status }) {
        const score = result?.drawing ?? null;
        if (!result || score === null || !Number.isFinite(score) || status === 'running') return NOT_YET;
        return {
          passed: score < result.median,
          value: score,
          shown: { score: [score, 1], median: [result.median, 1] },
        };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'Unusual is not the same as wrong',
      intro:
        'An autoencoder reconstructs what it knows, so a bad reconstruction is a sign of something unusual. Machines are watched this way. Set a threshold that 5% of the ordinary digits exceed, and see what it catches.',
      'inverted.question':
        'Digits with ink and paper exchanged: what percentage of them will score above that threshold?',
      'inverted.task': 'Set it up, press Train (two epochs) and open Spot. Compare with inverted digits.',
      'inverted.reading': '{caught}% of inverted digits are caught, at {alarms}% false alarms.',
      'inverted.right': 'Right: it has never learned to draw black paper, so these images cost it many nats.',
      'inverted.wrong':
        'It is {caught}%: it has never learned to draw black paper, so these images cost it many nats.',
      'fooled.question': 'Can something that is no digit score lower than half of the real test digits?',
      'fooled.yes': 'Yes',
      'fooled.no': 'No',
      'fooled.task': 'With Draw, write a letter, such as a slanted l, a Z or an S; then open Spot again.',
      'fooled.reading': 'Your drawing: {score} nats. Half of the test images score above {median}.',
      'fooled.right':
        'Right: what is made of familiar strokes is easy to reconstruct, whatever it means. A low score does not say normal (Bouman & Heskes 2025).',
      'fooled.wrong':
        'It can: what is made of familiar strokes is easy to reconstruct, whatever it means. A low score does not say normal (Bouman & Heskes 2025).',
    },
    'zh-CN': {
      title: '不寻常不等于有问题',
      intro:
        '自编码器能重构它熟悉的东西，所以重构得差就是不寻常的迹象。人们这样监测机器。设一个 5% 的普通数字会超过的阈值，看看它能抓住什么。',
      'inverted.question': '把墨迹与纸面互换的数字：百分之多少的得分会高于这个阈值？',
      'inverted.task': '设置好模型，按“训练”（两轮），打开“检测”，与反色的数字比较。',
      'inverted.reading': '抓住了 {caught}% 的反色数字，误报率为 {alarms}%。',
      'inverted.right': '对：它从未学过画黑色的纸，所以这些图像的代价很高。',
      'inverted.wrong': '是 {caught}%：它从未学过画黑色的纸，所以这些图像的代价很高。',
      'fooled.question': '不是数字的东西，得分能低于一半真正的测试数字吗？',
      'fooled.yes': '能',
      'fooled.no': '不能',
      'fooled.task': '用“手绘”写一个字母，比如斜写的 l、Z 或 S，然后再打开“检测”。',
      'fooled.reading': '你的画：{score} 奈特。一半测试图像的得分高于 {median}。',
      'fooled.right':
        '对：由熟悉的笔画组成的东西容易重构，不管它是什么。得分低并不说明正常（Bouman & Heskes 2025）。',
      'fooled.wrong':
        '能：由熟悉的笔画组成的东西容易重构，不管它是什么。得分低并不说明正常（Bouman & Heskes 2025）。',
    },
  }),
};

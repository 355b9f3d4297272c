/** Posterior collapse under a large β, and free bits. */
import { defineWords } from '../../i18n/words';
import { ACTIVE_VARIANCE } from '../../math/activity';
import { type Lesson, type LessonFacts, NOT_YET, type Reading } from '../lesson';

/** Active coordinates: at most, and at least. */
const [FEW, MANY] = [2, 8];
/** Before this many steps, coordinates may not have begun to learn. */
const STEPS = 400;

function active({ variances, step, config }: LessonFacts, passes: (count: number) => boolean): Reading {
  const found = variances();
  if (!found || step < STEPS) return NOT_YET;
  const count = found.filter((variance) => variance > ACTIVE_VARIANCE).length;
  return {
    passed: passes(count),
    value: count,
    shown: { count: [count, 0], step: [step, 0], beta: [config.beta, 1] },
  };
}

export const collapse: Lesson = {
  id: 'collapse',
  steps: [
    {
      id: 'inactive',
      target: `≤ ${FEW}`,
      predict: { choices: ['more', 'same', 'fewer'], right: 'fewer' },
      setup: { preset: 'vae-10', free: ['beta'] },
      check: (facts) => active(facts, (count) => count <= FEW),
      keep: ({ config }) => ({ beta: [config.beta] }),
    },
    {
      id: 'freeNats',
      needs: 'inactive',
      target: `≥ ${MANY}`,
      predict: { choices: ['longer', 'free', 'wider'], right: 'free' },
      setup: { preset: 'vae-10', free: ['beta', 'freeBits'] },
      check(facts) {
        const [beta] = facts.kept.beta ?? [];
        if (beta === undefined || facts.config.beta < beta) return NOT_YET;
        return active(facts, (count) => count >= MANY);
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'When a coordinate goes unused',
      intro:
        'β weighs the KL term. A coordinate whose mean is the same for every image says nothing about the image: it is inactive, and the posterior has collapsed to the prior. No bug in the code is needed for that; the objective itself can ask for it.',
      'inactive.question':
        'A VAE with ten latent numbers. When β is raised, the number of active coordinates …',
      'inactive.more': 'grows',
      'inactive.same': 'stays at ten',
      'inactive.fewer': 'shrinks',
      'inactive.task':
        'Set it up. Raise β at Latent, press Train, and find a β at which, after 400 steps or more, at most 2 coordinates are active.',
      'inactive.reading': '{count} of 10 coordinates are active at step {step}, with β = {beta}.',
      'inactive.right':
        'Right: a coordinate stays in use only while the reconstruction it saves outweighs β times its KL. At high β few do.',
      'inactive.wrong':
        'It shrinks: a coordinate stays in use only while the reconstruction it saves outweighs β times its KL.',
      'freeNats.question': 'At the same β, what would bring the coordinates back?',
      'freeNats.longer': 'Training longer',
      'freeNats.free': 'Not penalising the first nats of each coordinate',
      'freeNats.wider': 'Wider layers',
      'freeNats.task':
        'Keep β. Open All settings, set Free nats to 0.25 or more, press Reset, then Train: at least 8 active after 400 steps.',
      'freeNats.reading': '{count} of 10 coordinates are active at step {step}, with β = {beta}.',
      'freeNats.right':
        'Right: free bits (Kingma et al. 2016) take away what collapse gains: below the threshold, a coordinate without information costs no less.',
      'freeNats.wrong':
        'Free nats do: below the threshold, a coordinate without information costs no less, so collapse gains nothing (Kingma et al. 2016).',
    },
    'zh-CN': {
      title: '坐标何时不再被使用',
      intro:
        'β 是 KL 项的权重。如果某个坐标的均值对每幅图像都一样，它就没有说出图像的任何信息：它不活跃，后验坍缩到了先验。这不需要代码有错，目标函数本身就可能要求如此。',
      'inactive.question': '有十个潜变量的 VAE。提高 β 时，活跃坐标的数目……',
      'inactive.more': '增加',
      'inactive.same': '一直是十个',
      'inactive.fewer': '减少',
      'inactive.task':
        '设置好模型。在“潜变量”处提高 β，按“训练”，找一个 β，使训练 400 步以上之后至多 2 个坐标活跃。',
      'inactive.reading': '第 {step} 步，β = {beta} 时，10 个坐标中有 {count} 个活跃。',
      'inactive.right':
        '对：只有当一个坐标省下的重构损失超过 β 乘以它的 KL 时，它才会被使用。β 大时很少有坐标能做到。',
      'inactive.wrong': '会减少：只有当一个坐标省下的重构损失超过 β 乘以它的 KL 时，它才会被使用。',
      'freeNats.question': 'β 不变，怎样才能让坐标重新活跃？',
      'freeNats.longer': '训练更久',
      'freeNats.free': '对每个坐标最初的若干奈特不加惩罚',
      'freeNats.wider': '加宽各层',
      'freeNats.task':
        '保持 β。打开“全部设置”，把“自由奈特”设为 0.25 或更大，按“重置”，再按“训练”：400 步之后至少 8 个活跃。',
      'freeNats.reading': '第 {step} 步，β = {beta} 时，10 个坐标中有 {count} 个活跃。',
      'freeNats.right':
        '对：free bits（Kingma 等，2016）取消了坍缩的好处：在阈值以下，不携带信息的坐标代价也不会更低。',
      'freeNats.wrong':
        '是自由奈特：在阈值以下，不携带信息的坐标代价也不会更低，坍缩就没有好处（Kingma 等，2016）。',
    },
  }),
};

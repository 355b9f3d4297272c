import type { equations as english } from '../en/equations';

export const equations = {
  'equation.region': '优化目标',
  'equation.model': '损失为{sum}',
  'equation.encoder': '编码器最小化：{sum}',
  'equation.generator': '生成器最小化：{sum}',
  'equation.discriminator': '判别器最小化：{sum}',
  'equation.autoencoder': '编码器与解码器最小化：{sum}',
  'equation.closed': '闭式解，即{sum}的最小值',
  'equation.watched': '仅作测量：{sum}',
  'equation.plus': '加',
  'equation.one': '{term}',
  'equation.none': '{term}',
  'equation.beta': 'β 乘以{term}',
  'equation.penalty': 'λ 乘以{term}',
  'equation.gamma': 'γ 乘以{term}',
} as const satisfies Record<keyof typeof english, string>;

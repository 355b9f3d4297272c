import type { Text } from '../../../experiment/schema';

/** The equations under the chart, in words. */
export const equations = {
  'equation.region': { en: 'What is made small', zh: '优化目标' },
  'equation.model': { en: 'The loss is {sum}', zh: '损失为{sum}' },
  'equation.encoder': { en: 'The encoder makes small: {sum}', zh: '编码器最小化：{sum}' },
  'equation.generator': { en: 'The generator makes small: {sum}', zh: '生成器最小化：{sum}' },
  'equation.discriminator': { en: 'The discriminator makes small: {sum}', zh: '判别器最小化：{sum}' },
  'equation.autoencoder': { en: 'Encoder and decoder make small: {sum}', zh: '编码器与解码器最小化：{sum}' },
  'equation.closed': { en: 'Computed at once, the least {sum}', zh: '一次算出最小的{sum}' },
  'equation.watched': { en: 'Only measured: {sum}', zh: '仅作测量：{sum}' },
  'equation.plus': { en: ' plus ', zh: '加' },
  'equation.one': { en: '{term}', zh: '{term}' },
  'equation.none': { en: '{term}', zh: '{term}' },
  'equation.beta': { en: 'β times {term}', zh: 'β 乘以{term}' },
  'equation.penalty': { en: 'λ times {term}', zh: 'λ 乘以{term}' },
  'equation.gamma': { en: 'γ times {term}', zh: 'γ 乘以{term}' },
} as const satisfies Record<string, Text>;

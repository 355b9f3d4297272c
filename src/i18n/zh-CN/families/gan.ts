import type { words as english } from '../../en/families/gan';

export const words = {
  'settings.model.options.gan': '生成对抗网络 (GAN)',
  'presets.gan.name': 'GAN（生成对抗网络）',
  'presets.gan.line': '生成器与判别器对抗：没有编码器，只会作画。',
  'presets.cgan.name': '条件 GAN',
  'presets.cgan.line': '学会画出所要求的数字：在 MNIST 上 40 轮后约九成正确。',
  'presets.cgan.difference': '标签是两个网络的输入',
  'loss.sentence.gan': '单位：奈特。双方各自的损失，以及判别器对真实图像 D(x) 与生成图像 D(G(z)) 的判断。',
} as const satisfies Record<keyof typeof english, string>;

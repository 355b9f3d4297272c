import type { Text } from '../../../experiment/schema';

/** The words of the family tree, of the model diagram, and of settings that wait behind "More". */
export const family = {
  'family.choose': { en: 'Model: {name}. Choose another', zh: '模型：{name}。另选一个' },
  'family.title': { en: 'Which model?', zh: '选择哪个模型？' },
  'family.sentence': {
    en: 'Each differs in one thing from the one that it descends from. Choosing begins a new run; what was training trains on, as the new model.',
    zh: '每个成员与其上一代只有一处不同。选择后开始新的训练；若正在训练，则以新模型继续。',
  },
  'family.custom': { en: 'Custom, from {name}', zh: '自定义，基于{name}' },
  'family.next': { en: 'The settings make next: {name}', zh: '按当前设置，接下来是：{name}' },
  'family.step': { en: '{parents} → {name}: {difference}.', zh: '{parents} → {name}：{difference}。' },
  'family.root': { en: '{name}: {line}', zh: '{name}：{line}' },
  'family.and': { en: ' + ', zh: ' + ' },
  'family.now': { en: 'the model of the settings', zh: '当前设置的模型' },
  'family.close': { en: 'Close', zh: '关闭' },

  'shown.running.prior': {
    en: 'Learning. Behind: what the generator draws at each place. No dots: it never sees where an image belongs.',
    zh: '正在学习：背景是生成器在各处画出的图像。没有点：它不知道图像属于何处。',
  },
  'shown.paused.prior': {
    en: 'Paused. Behind: what the generator draws at each place. No dots: it never sees where an image belongs.',
    zh: '已暂停：背景是生成器在各处画出的图像。没有点：它不知道图像属于何处。',
  },
  'shown.running.pixels': {
    en: 'Learning. Twenty digits as the model draws them now, pixel by pixel.',
    zh: '正在学习：模型此刻逐像素画出的二十个数字。',
  },
  'shown.finished.pca': {
    en: 'Done: PCA is computed in one go, and no step would change it.',
    zh: '已完成：PCA 一次算出，再多的步也不会改变它。',
  },
  'shown.paused.pixels': {
    en: 'Paused. Twenty digits as the model draws them now, pixel by pixel.',
    zh: '已暂停：模型此刻逐像素画出的二十个数字。',
  },

  'settings.more': { en: 'More settings', zh: '更多设置' },
  'settings.fewer': { en: 'Fewer settings', zh: '收起设置' },
  'settings.none': {
    en: 'Nothing to set: PCA is computed in one go.',
    zh: '无需设置：PCA 一次算出。',
  },

  'widths.channels.encoder': { en: 'Encoder channels', zh: '编码器各层通道数' },
  'widths.channels.decoder': { en: 'Decoder channels', zh: '解码器各层通道数' },
  'widths.channels.help': {
    en: 'Channels of each convolution; every one of them halves the image, or doubles it again.',
    zh: '各卷积层的通道数；每层使图像的边长减半，或再加倍。',
  },
  'widths.channels.layer': { en: 'Layer {index}: channels', zh: '第 {index} 层：通道数' },
  'widths.generator': { en: 'Generator widths', zh: '生成器各层宽度' },
  'widths.masked': { en: 'Masked widths', zh: '掩码层各层宽度' },

  'model.generator': { en: 'Generator', zh: '生成器' },
  'model.discriminator': { en: 'Discriminator', zh: '判别器' },
  'model.masked': { en: 'Masked layers', zh: '掩码层' },
  'model.components': { en: 'one matrix', zh: '一个矩阵' },
  'model.heads.pca': { en: 'W(x − mean) = z', zh: 'W(x − 均值) = z' },
  'model.heads.code': { en: '{code} → z', zh: '{code} → z' },
  'model.heads.prior': { en: 'z ~ N(0, 1)', zh: 'z ~ N(0, 1)' },
  'model.noLatent': {
    en: 'No latent: each pixel from those before it.',
    zh: '没有潜变量：每个像素只由它之前的像素推断。',
  },
  'model.label': { en: 'label', zh: '标签' },
  'model.label.hint': { en: 'The label joins here, one-hot', zh: '标签（独热）在此接入' },
  'model.corrupted': { en: 'The same, as the encoder sees it', zh: '同一图像，编码器所见' },
  'model.corrupted.gaussian': {
    en: 'The same with noise, cut to 0–1; in training the noise is not cut',
    zh: '同一图像加噪，截断到 0–1；训练时噪声不截断',
  },
  'model.generated': { en: 'An image from the generator', zh: '生成器画出的图像' },
  'model.real': { en: 'real', zh: '真' },
  'model.made': { en: 'made', zh: '假' },
  'model.prior': { en: 'N(0, 1)', zh: 'N(0, 1)' },
  'model.mask': { en: 'Weights that the mask leaves', zh: '掩码保留的权重' },
  'model.likelihood.made': { en: 'Each pixel: a coin', zh: '每个像素：一枚硬币' },
  'model.penalty': { en: 'penalty', zh: '惩罚' },
  'model.nll': { en: '−log p(x)', zh: '−log p(x)' },
  'model.closed': { en: 'in closed form', zh: '直接解出' },
  'model.game': { en: 'a game for two', zh: '两方博弈' },
} as const satisfies Record<string, Text>;

/** Words of the samples use. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'samples.region': 'Samples',
    'samples.source.prior': 'the prior N(0,\u00a01)',
    'samples.source.gaussian': 'a Gaussian fitted to the codes',
    'samples.source.posterior': 'the codes of test images',
    'samples.finding.all':
      '{count, plural, one {# draw} other {# draws}} from {source} cover every class, with {leastCount} ({least}) to {mostCount} ({most}) each.',
    'samples.finding.some':
      '{count, plural, one {# draw} other {# draws}} from {source} cover {covered} of {all} classes: {mostCount} look like {most}, {leastCount} like {least}.',
    'samples.finding.label':
      '{share} of {count, plural, one {# draw} other {# draws}} look like the label that they were decoded with.',
    'samples.finding.untrained': 'Random weights: grey noise. Training turns these same draws into digits.',
    'samples.finding.none': 'New images: codes drawn from {source}, decoded.',
    'samples.from': 'From',
    'samples.prior': 'the prior',
    'samples.gaussian': 'fitted Gaussian',
    'samples.posterior': 'image codes',
    'samples.again': 'New draws',
    'samples.sheet': 'Decoded draws',
    'samples.is.prior': 'Samples of the prior N(0, 1), decoded; z stays the same during training.',
    'samples.is.noEncoder': 'Samples of N(0, 1), decoded. There is no encoder to place images.',
    'samples.is.gaussian': 'Without a prior: samples of a Gaussian fitted to the codes.',
    'samples.is.posterior': 'Codes of random test images, sampled with the σ of each.',
    'samples.is.codes': 'Codes of random test images, decoded: reconstructions.',
    'samples.is.conditional': 'One z per row, with the labels 0 to 9 from left to right.',
    'samples.how':
      'Each draw is classified by its five nearest test images in pixel space. A class is covered by {least} of {count, plural, one {# draw} other {# draws}} or more.',
    'samples.class': '{label}: {count}',
    'samples.basis': '{count, plural, one {# draw} other {# draws}}',
    'samples.classing': 'Classifying the draws …',
  },
  'zh-CN': {
    'samples.region': '采样',
    'samples.source.prior': '先验 N(0,\u00a01)',
    'samples.source.gaussian': '拟合编码的高斯分布',
    'samples.source.posterior': '测试图像的编码',
    'samples.finding.all':
      '取自{source}的 {count} 个样本覆盖每一类：各 {leastCount}（“{least}”）至 {mostCount}（“{most}”）个。',
    'samples.finding.some':
      '取自{source}的 {count} 个样本覆盖 {all} 类中的 {covered} 类：{mostCount} 个像“{most}”，{leastCount} 个像“{least}”。',
    'samples.finding.label': '{count} 个样本中有 {share} 与解码时给定的标签一致。',
    'samples.finding.untrained': '权重是随机的：只有灰色噪声。训练会把这些样本变成数字。',
    'samples.finding.none': '新图像：取自{source}的编码，经解码而成。',
    'samples.from': '来自',
    'samples.prior': '先验',
    'samples.gaussian': '拟合的高斯分布',
    'samples.posterior': '图像编码',
    'samples.again': '重新采样',
    'samples.sheet': '解码后的样本',
    'samples.is.prior': '先验 N(0, 1) 的样本的解码结果；训练时 z 不变。',
    'samples.is.noEncoder': 'N(0, 1) 的样本的解码结果。没有编码器，图像没有编码。',
    'samples.is.gaussian': '此模型没有先验：改从拟合其编码的高斯分布采样。',
    'samples.is.posterior': '随机测试图像的编码，按各自的 σ 采样。',
    'samples.is.codes': '随机测试图像的编码的解码结果，即重构。',
    'samples.is.conditional': '每行一个 z，从左到右配标签 0 到 9。',
    'samples.how': '每个样本按像素空间中最近的五张测试图像分类；{count} 个样本中至少 {least} 个才算覆盖。',
    'samples.class': '{label}：{count}',
    'samples.basis': '{count} 个样本',
    'samples.classing': '正在对样本分类……',
  },
});

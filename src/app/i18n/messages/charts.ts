import type { Text } from '../../../experiment/schema';

/** The words of the loss chart and of the row of reconstructions. */
export const charts = {
  'loss.region': { en: 'Loss', zh: '损失' },
  'loss.total': { en: 'total', zh: '总损失' },
  'loss.recon': { en: 'reconstruction', zh: '重构' },
  'loss.kl': { en: 'KL', zh: 'KL' },
  'loss.train': { en: 'training', zh: '训练集' },
  'loss.test': { en: 'test', zh: '测试集' },
  'loss.sentence.vae': {
    en: 'Nats per image: total = reconstruction + β · KL. Solid: training; dashed: test images.',
    zh: '单位：每张图像的奈特。总损失 = 重构 + β · KL。实线为训练集，虚线为测试集。',
  },
  'loss.sentence.ae': {
    en: 'Nats per image: the total is the reconstruction loss. Solid: training; dashed: test images.',
    zh: '单位：每张图像的奈特。总损失即重构损失。实线为训练集，虚线为测试集。',
  },
  'loss.at': { en: 'step {step}', zh: '第 {step} 步' },
  'loss.show': { en: 'Show {what}', zh: '显示{what}' },
  'loss.axis.loss': { en: 'loss, nats', zh: '损失（奈特）' },
  'loss.axis.kl': { en: 'KL, nats', zh: 'KL（奈特）' },
  'loss.steps': { en: 'steps', zh: '步' },
  'loss.epochs': { en: 'epochs', zh: '轮' },
  'loss.inEpochs': { en: 'Epochs', zh: '按轮' },
  'loss.log': { en: 'Log scale', zh: '对数坐标' },
  'loss.resetZoom': { en: 'Reset zoom', zh: '恢复缩放' },
  'loss.plot': {
    en: 'Step that is read out. Arrow keys move it, plus and minus zoom, Escape shows everything.',
    zh: '读数所在的步。方向键移动，加减键缩放，Esc 显示全部。',
  },
  'loss.readout': {
    en: 'step {step}: total {total}, reconstruction {recon}, KL {kl} nats',
    zh: '第 {step} 步：总损失 {total}，重构 {recon}，KL {kl} 奈特',
  },
  'loss.empty': {
    en: 'The losses will be drawn here, step by step, once training begins.',
    zh: '训练开始后，此处将逐步绘出损失。',
  },

  'recon.region': { en: 'Reconstructions', zh: '重构' },
  'recon.sentence': {
    en: 'Test images above their reconstructions, with the error in nats.',
    zh: '上排为测试图像，下排为其重构和误差（奈特）。',
  },
  'recon.input': { en: 'Test image {index}', zh: '测试图像 {index}' },
  'recon.input.label': { en: 'Test image {index}, class {label}', zh: '测试图像 {index}，类别 {label}' },
  'recon.output': { en: 'Its reconstruction, error {error} nats', zh: '其重构，误差 {error} 奈特' },
  'recon.others': { en: 'Other images', zh: '换一批图像' },
  'recon.empty': { en: 'The images come with the data.', zh: '图像随数据一同到来。' },
  'recon.negElbo': { en: '−ELBO', zh: '−ELBO' },
  'recon.loss': { en: 'reconstruction', zh: '重构' },
  'recon.kl': { en: 'KL', zh: 'KL' },
  'recon.knn': { en: 'kNN', zh: 'kNN' },
  'recon.knn.hint': {
    en: 'Share of test images whose ten nearest neighbours on the plane vote for the right class',
    zh: '测试图像中，由潜空间十个最近邻投票得到正确类别的比例',
  },
  'recon.slice': {
    en: 'on {count} of {all} test images',
    zh: '基于 {all}\u00a0张测试图像中的 {count}\u00a0张',
  },
  'recon.whole': { en: 'on all {all} test images', zh: '基于全部 {all} 张测试图像' },
  'recon.none': { en: 'Not evaluated yet.', zh: '尚未评估。' },
  'recon.evaluate': { en: 'Evaluate on all', zh: '在全部测试集上评估' },
  'recon.evaluating': { en: 'Evaluating …', zh: '评估中……' },
} as const satisfies Record<string, Text>;

import type { Text } from '../../../experiment/schema';

/** The words of the loss chart and of the row of reconstructions. */
export const charts = {
  'loss.region': { en: 'Loss', zh: '损失' },
  'loss.total': { en: 'total', zh: '总损失' },
  'loss.recon': { en: 'reconstruction', zh: '重构' },
  'loss.kl': { en: 'KL', zh: 'KL' },
  'loss.nll': { en: '−log p(x)', zh: '−log p(x)' },
  'loss.penalty': { en: 'penalty', zh: '惩罚' },
  'loss.feature': { en: 'feature', zh: '特征' },
  'loss.discriminator': { en: 'discriminator', zh: '判别器' },
  'loss.generator': { en: 'generator', zh: '生成器' },
  'loss.encoder': { en: 'encoder', zh: '编码器' },
  // With free bits: the KL as it counts in the loss, and as it is.
  'loss.kl.counted': { en: 'KL as it counts', zh: '计入的 KL' },
  'loss.kl.raw': { en: 'raw KL', zh: '原始 KL' },
  // For the legend of many terms.
  'loss.short.recon': { en: 'recon.', zh: '重构' },
  'loss.short.discriminator': { en: 'D loss', zh: 'D 损失' },
  'loss.short.generator': { en: 'G loss', zh: 'G 损失' },
  'loss.short.encoder': { en: 'E loss', zh: 'E 损失' },
  'loss.train': { en: 'training', zh: '训练集' },
  'loss.test': { en: 'test', zh: '测试集' },
  'loss.train.corrupted': { en: 'training, damaged', zh: '训练集（受损）' },
  'loss.test.clean': { en: 'test, clean', zh: '测试集（原图）' },
  'loss.sentence.vae': {
    en: 'Nats per image: total = reconstruction + β · KL. Solid: training; dashed: test images.',
    zh: '单位：每张图像的奈特。总损失 = 重构 + β · KL。实线为训练集，虚线为测试集。',
  },
  'loss.sentence.ae': {
    en: 'Nats per image: the total is the reconstruction loss. Solid: training; dashed: test images.',
    zh: '单位：每张图像的奈特。总损失即重构损失。实线为训练集，虚线为测试集。',
  },
  'loss.sentence.ae.penalty': {
    en: 'Nats per image: total = reconstruction + λ · penalty. Solid: training; dashed: test images.',
    zh: '单位：每张图像的奈特。总损失 = 重构 + λ · 惩罚。实线为训练集，虚线为测试集。',
  },
  'loss.sentence.warmUp': { en: 'β is that of the step.', zh: 'β 取该步的值。' },
  'loss.sentence.freeBits': {
    en: "In the loss each coordinate's KL counts as at least {free} {free:nat|nats}; the KL shown is the raw one.",
    zh: '损失中每一维的 KL 至少计 {free} 奈特；所示 KL 为原始值。',
  },
  'loss.sentence.corrupted': {
    en: 'The encoder sees damaged images in training, and clean ones in the test.',
    zh: '训练时编码器看到的是受损图像，测试时看到的是原图。',
  },
  'loss.sentence.pca': {
    en: 'Nats per image: half the squared error that PCA leaves. It is computed once, not learned.',
    zh: '单位：每张图像的奈特，即 PCA 留下的平方误差之半。一次算出，无需学习。',
  },
  'loss.sentence.gan': {
    en: 'Nats: what each player loses, and what the discriminator believes of real images, D(x), and of made ones, D(G(z)).',
    zh: '单位：奈特。双方各自的损失，以及判别器对真实图像 D(x) 与生成图像 D(G(z)) 的判断。',
  },
  'loss.sentence.aae': {
    en: 'Nats: reconstruction per image, what each player loses, and what the discriminator believes of draws of the prior, D(z), and of codes, D(E(x)).',
    zh: '单位：奈特。每张图像的重构损失、双方的损失，以及判别器对先验样本 D(z) 与编码 D(E(x)) 的判断。',
  },
  'loss.sentence.vaegan': {
    en: "Nats: reconstruction (measured only), KL, likeness in the discriminator's eyes, what each player loses, and what the discriminator believes of real images, D(x), and of reconstructions and samples, D(x̂) and D(G(z)) together.",
    zh: '单位：奈特。重构（仅测量）、KL、判别器眼中的特征差异、双方的损失，以及判别器对真实图像 D(x)、对重构与样本 D(x̂)、D(G(z)) 的平均判断。',
  },
  'loss.sentence.made': {
    en: 'Nats per image: −log p(x), exact for black and white images. Solid: training; dashed: test images.',
    zh: '单位：每张图像的奈特，即 −log p(x)，对黑白图像是精确的。实线为训练集，虚线为测试集。',
  },
  'loss.at': { en: 'step {step}', zh: '第 {step} 步' },
  'loss.mean': { en: 'mean of steps {from}–{to}', zh: '第 {from}–{to} 步的平均' },
  'loss.mean.from': {
    en: 'mean of {count} {count:value|values} from step {from} on',
    zh: '第 {from} 步起 {count} 个值的平均',
  },
  'loss.untrained': { en: 'before the first step', zh: '第 1 步之前' },
  'loss.show': { en: 'Show {what}', zh: '显示{what}' },
  'loss.axis.loss': { en: 'loss, nats', zh: '损失（奈特）' },
  'loss.axis.cost': { en: 'cost, nats', zh: '代价（奈特）' },
  'loss.axis.game': { en: 'losses, nats', zh: '损失（奈特）' },
  'loss.axis.belief': { en: 'probability of “real”', zh: '判为真的概率' },
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
    en: '{when}: {list}',
    zh: '{when}：{list}',
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
  'recon.sentence.corrupted': {
    en: 'Test images, what the encoder sees of them, and what comes back, with the error in nats.',
    zh: '上排为测试图像，中排为编码器看到的，下排为还原结果和误差（奈特）。',
  },
  // Bytes cannot hold what Gaussian noise puts beyond ink and paper; training does not cut it.
  'recon.sentence.gaussian': {
    en: 'Test images, the same with noise cut to 0–1 (in training it is not cut), and what comes back, with the error in nats.',
    zh: '上排为测试图像，中排为加噪并截断到 0–1 的图像（训练时不截断），下排为还原结果和误差（奈特）。',
  },
  'recon.noCodes': {
    en: 'Nothing is reconstructed: images have no codes in this model. It says how likely each one is.',
    zh: '没有重构：在该模型中图像没有编码，它给出每张图像的似然。',
  },
  'recon.corrupted': { en: 'What the encoder sees: the image corrupted', zh: '编码器看到的：被破坏的图像' },
  'recon.corrupted.gaussian': {
    en: 'The image with noise, cut to 0–1; in training the noise is not cut',
    zh: '加噪并截断到 0–1 的图像；训练时噪声不截断',
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
    en: 'Share of test images whose ten nearest neighbours vote for the right class: by all coordinates of the code',
    zh: '测试图像中，按编码的全部坐标，由十个最近邻投票得到正确类别的比例',
  },
  'recon.slice': {
    en: 'on {count} of {all} test {all:image|images}',
    zh: '基于 {all}\u00a0张测试图像中的 {count}\u00a0张',
  },
  'recon.whole': { en: 'on all {all} test {all:image|images}', zh: '基于全部 {all} 张测试图像' },
  'recon.none': { en: 'Not evaluated yet.', zh: '尚未评估。' },
  'recon.evaluate': { en: 'Evaluate on all', zh: '在全部测试集上评估' },
  'recon.evaluating': { en: 'Evaluating …', zh: '评估中……' },
} as const satisfies Record<string, Text>;

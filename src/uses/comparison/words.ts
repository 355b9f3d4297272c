/** Words of the comparison. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'comparison.region': 'Comparison',
    'comparison.finding.same':
      'Both are the same run at the same step. Train on or choose another model: what then differs is listed here.',
    'comparison.finding.better':
      '{better} reconstructs test images with an error of {less} nats, {worse} with {more}.',
    'comparison.finding.equal': 'Both reconstruct test images with an error of {less} nats.',
    'comparison.finding.images':
      'These are means over {a} and {b, plural, one {# test image} other {# test images}}, respectively.',
    'comparison.finding.someImages': 'They may be means over different numbers of test images.',
    'comparison.finding.settings': '{count, plural, one {# setting differs.} other {# settings differ.}}',
    'comparison.finding.sameSettings': 'Both runs have the same settings.',
    'comparison.name': '{model} (step {step})',
    'comparison.pinned': 'pinned',
    'comparison.present': 'now',
    'comparison.numbers': 'On test images, losses in nats',
    'comparison.settings': 'Settings that differ',
    'comparison.settings.none': 'none',
    'comparison.images': 'images',
    'comparison.recon': 'reconstruction',
    'comparison.kl': 'KL',
    'comparison.bound': '−ELBO, −log p(x)',
    'comparison.knn': 'kNN accuracy',
    'comparison.active': 'active units',
    'comparison.active.of': '{active} of {width}',
    'comparison.covered': 'classes drawn',
    'comparison.covered.of': '{covered} of {all}',
    'comparison.at': 'step {step}',
    'comparison.measure': 'Measure both',
    'comparison.measuring': 'Measuring …',
    'comparison.measure.hint':
      'Evaluates the present run on all test images, and counts the classes among {count, plural, one {# draw} other {# draws}} from each model',
    'comparison.how.aligned':
      'Planes: Procrustes analysis over the codes of {count, plural, one {# test image} other {# test images}} turns, mirrors, scales and moves the pinned plane onto the present one (its codes of step {step}). 1 − R² = {residual} of the variance remains: 0 means the same arrangement, 1 nothing in common.',
    'comparison.how':
      'Losses are means per test image. KL and −ELBO are of models whose codes are distributions; a model without a latent has −log p(x) itself. A unit is active if its mean varies by more than 0.01 over the images. A class is drawn if at least one in a hundred of {count, plural, one {# draw} other {# draws}} looks like it.',
  },
  'zh-CN': {
    'comparison.region': '比较',
    'comparison.finding.same': '两者是同一次训练的同一步。继续训练或选择另一个模型，差别会列在这里。',
    'comparison.finding.better': '{better}重构测试图像的误差为 {less} 奈特，{worse}为 {more} 奈特。',
    'comparison.finding.equal': '两者重构测试图像的误差都是 {less} 奈特。',
    'comparison.finding.images': '两者分别是 {a} 和 {b} 张测试图像的平均值。',
    'comparison.finding.someImages': '两者平均所用的测试图像数可能不同。',
    'comparison.finding.settings': '有 {count} 项设置不同。',
    'comparison.finding.sameSettings': '两次训练的设置相同。',
    'comparison.name': '{model}（第 {step} 步）',
    'comparison.pinned': '已固定',
    'comparison.present': '当前',
    'comparison.numbers': '在测试图像上（损失以奈特计）',
    'comparison.settings': '不同的设置',
    'comparison.settings.none': '无',
    'comparison.images': '图像数',
    'comparison.recon': '重构',
    'comparison.kl': 'KL',
    'comparison.bound': '−ELBO、−log p(x)',
    'comparison.knn': 'kNN 准确率',
    'comparison.active': '活跃单元',
    'comparison.active.of': '{active} / {width}',
    'comparison.covered': '采样覆盖的类别',
    'comparison.covered.of': '{covered} / {all}',
    'comparison.at': '第 {step} 步',
    'comparison.measure': '测量两者',
    'comparison.measuring': '正在测量……',
    'comparison.measure.hint': '在全部测试图像上评估当前训练，并统计两个模型各 {count} 个样本的类别',
    'comparison.how.aligned':
      '平面：对 {count} 张测试图像的编码作 Procrustes 分析，使固定的平面经旋转、镜像、缩放和平移与当前平面（第 {step} 步的编码）对齐。剩余方差占 1 − R² = {residual}：0 表示排列相同，1 表示毫无共同之处。',
    'comparison.how':
      '损失是每张测试图像的平均值。KL 与 −ELBO 只适用于编码是分布的模型；没有潜变量的模型直接给出 −log p(x)。若一个单元的均值在各图像间的方差超过 0.01，它就是活跃的。{count} 个样本中至少百分之一像某一类，才算覆盖该类。',
  },
});

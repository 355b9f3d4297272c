/** Words of the restoration use. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'restoration.region': 'Restoration',
    'restoration.finding':
      'One pass brings the squared error from {before} down to {after}; more passes hardly help.',
    'restoration.finding.further':
      'One pass brings the squared error from {before} down to {after}, {passes, plural, one {# pass} other {# passes}} to {least}.',
    'restoration.finding.worse':
      'One pass changes more than the damage did: the squared error goes from {before} to {after}.',
    'restoration.finding.clean': 'The digit is undamaged; one pass alone makes a squared error of {after}.',
    'restoration.finding.untrained':
      'Random weights: a pass leaves nothing of the digit. Training changes that.',
    'restoration.finding.lost': 'The result is no longer numbers: the run has diverged.',
    'restoration.finding.none': 'How much of a damaged digit a pass through the model restores.',
    'restoration.basis': 'this digit',
    'restoration.pad': 'Test digit to damage',
    'restoration.noise': 'Noise everywhere',
    'restoration.patch': 'Erase a patch',
    'restoration.undo': 'Undo all',
    'restoration.other': 'Another digit',
    'restoration.clean': 'clean',
    'restoration.cell': 'After {count, plural, one {# pass} other {# passes}}, squared error {error}',
    'restoration.damaged': 'damaged',
    'restoration.error': 'Squared error from the clean digit',
    'restoration.sentence':
      'Damage the digit with the brush or a button. The codes of the passes go from ○ to ● on the plane; below each image is its squared error from the clean digit.',
    'restoration.empty': 'There are no test images yet.',
  },
  'zh-CN': {
    'restoration.region': '修复',
    'restoration.finding': '通过一次，平方误差从 {before} 降到 {after}；再多几次帮助不大。',
    'restoration.finding.further':
      '通过一次，平方误差从 {before} 降到 {after}；通过 {passes} 次降到 {least}。',
    'restoration.finding.worse': '通过一次的改变比损坏还大：平方误差从 {before} 变为 {after}。',
    'restoration.finding.clean': '数字未损坏；只通过一次，平方误差就有 {after}。',
    'restoration.finding.untrained': '权重是随机的：通过一次后数字荡然无存。训练会改变这一点。',
    'restoration.finding.lost': '结果已不是有效数值：训练已发散。',
    'restoration.finding.none': '损坏的数字通过模型一次能复原多少。',
    'restoration.basis': '此数字',
    'restoration.pad': '用于损坏的测试数字',
    'restoration.noise': '全图噪声',
    'restoration.patch': '擦去一块',
    'restoration.undo': '还原',
    'restoration.other': '换一个数字',
    'restoration.clean': '原图',
    'restoration.cell': '经过模型 {count} 次，平方误差 {error}',
    'restoration.damaged': '损坏',
    'restoration.error': '与原图的平方误差',
    'restoration.sentence':
      '用笔刷或按钮损坏这个数字。各次的编码在平面上从 ○ 走到 ●；图下是与原图的平方误差。',
    'restoration.empty': '还没有测试图像。',
  },
});

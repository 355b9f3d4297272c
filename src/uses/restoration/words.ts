/** Words of the restoration use. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'restoration.region': 'Restoration',
    'restoration.pad': 'Test digit to damage',
    'restoration.noise': 'Noise everywhere',
    'restoration.patch': 'Erase a patch',
    'restoration.mend': 'Undo all',
    'restoration.other': 'Another digit',
    'restoration.clean': 'clean',
    'restoration.cell': 'After {count, plural, one {# pass} other {# passes}}, squared error {error}',
    'restoration.damaged': 'damaged',
    'restoration.error': 'Squared error from the clean digit',
    'restoration.sentence':
      'Damage the digit, then see it after one or more passes through the model: from ○ to ● on the plane. Below each image is its squared error from the clean digit.',
    'restoration.empty': 'There are no test images yet.',
  },
  'zh-CN': {
    'restoration.region': '修复',
    'restoration.pad': '用于损坏的测试数字',
    'restoration.noise': '全图噪声',
    'restoration.patch': '擦去一块',
    'restoration.mend': '还原',
    'restoration.other': '换一个数字',
    'restoration.clean': '原图',
    'restoration.cell': '经过模型 {count} 次，平方误差 {error}',
    'restoration.damaged': '损坏',
    'restoration.error': '与原图的平方误差',
    'restoration.sentence':
      '损坏这个数字，看它一次或多次通过模型后的结果：在平面上从 ○ 走到 ●。下方是与原图的平方误差。',
    'restoration.empty': '还没有测试图像。',
  },
});

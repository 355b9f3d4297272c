import type { Text } from '../../../experiment/schema';

export const restoration = {
  'restoration.pad': { en: 'A test digit, to be damaged', zh: '供损坏的测试数字' },
  'restoration.noise': { en: 'Noise everywhere', zh: '全图噪声' },
  'restoration.patch': { en: 'Erase a patch', zh: '擦去一块' },
  'restoration.mend': { en: 'Undo all', zh: '还原' },
  'restoration.other': { en: 'Another digit', zh: '换一个数字' },
  'restoration.clean': { en: 'clean', zh: '原图' },
  'restoration.passes': { en: '{count}×', zh: '{count}×' },
  'restoration.cell': {
    en: 'After {count} {count:pass|passes}, squared error {error}',
    zh: '{count} 次之后，平方误差 {error}',
  },
  'restoration.damaged': { en: 'damaged', zh: '损坏' },
  'restoration.error': { en: 'Squared error from the clean digit', zh: '与原图的平方误差' },
  'restoration.sentence': {
    en: 'Damage the digit by hand. It comes back after one pass through the model, or after more: from ○ to ● on the plane. Below each, its squared error from the clean digit.',
    zh: '用手损坏这个数字，看它经过模型一次及多次后的样子：在平面上从 ○ 走到 ●。下方是与原图的平方误差。',
  },
  'restoration.empty': { en: 'There are no test images yet.', zh: '还没有测试图像。' },
} as const satisfies Record<string, Text>;

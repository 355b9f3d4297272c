import type { Text } from '../../../experiment/schema';

export const restoration = {
  'restoration.pad': { en: 'A test digit, to be damaged', zh: '供损坏的测试数字' },
  'restoration.noise': { en: 'Noise everywhere', zh: '全图噪声' },
  'restoration.patch': { en: 'Erase a patch', zh: '擦去一块' },
  'restoration.mend': { en: 'Undo damage', zh: '还原' },
  'restoration.other': { en: 'Another digit', zh: '换一个数字' },
  'restoration.clean': { en: 'clean', zh: '原图' },
  'restoration.passes': { en: '{count}×', zh: '{count} 次' },
  'restoration.cell': {
    en: 'After {count} passes, squared error {error}',
    zh: '{count} 次之后，平方误差 {error}',
  },
  'restoration.damage': { en: 'squared error {error}', zh: '平方误差 {error}' },
  'restoration.sentence': {
    en: 'Damage the digit by hand. It comes back after one pass through the model, and after more: what it gives is given to it again. Below each, the squared error from the clean digit.',
    zh: '用手损坏这个数字，看它经过模型一次以及多次后的样子：每次的输出再作为输入。下方是与原图的平方误差。',
  },
  'restoration.empty': { en: 'There are no test images yet.', zh: '还没有测试图像。' },
  'restoration.start': { en: 'damaged', zh: '损坏' },
} as const satisfies Record<string, Text>;

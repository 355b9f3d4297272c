import type { dialog as english } from '../../en/glossary/dialog';

export const dialog = {
  'lookup.title': '术语表',
  'lookup.find': '查找术语',
  'lookup.count': '{count} 个术语',
  'lookup.none': '没有包含“{wanted}”的术语。',
  'lookup.close': '关闭',
} as const satisfies Record<keyof typeof english, string>;

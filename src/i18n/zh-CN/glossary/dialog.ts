import type { dialog as english } from '../../en/glossary/dialog';

export const dialog = {
  'lookup.find': '查找术语',
  'lookup.count': '{count} 个术语',
  'lookup.none': '没有包含“{wanted}”的术语。',
} as const satisfies Record<keyof typeof english, string>;

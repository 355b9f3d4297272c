import type { text as english } from '../en/text';

export const text = {
  'text.betweenNames': '、',
  'text.betweenSentences': '',
} as const satisfies Record<keyof typeof english, string>;

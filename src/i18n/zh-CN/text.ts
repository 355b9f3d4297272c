import type { text as english } from '../en/text';

export const text = {
  'text.betweenNames': '、',
  'text.betweenSentences': '',
  'text.betweenTermAndText': '：',
} as const satisfies Record<keyof typeof english, string>;

/** Separators between words and between sentences. */
export const text = {
  'text.betweenNames': ', ',
  'text.betweenSentences': ' ',
  'text.betweenTermAndText': ': ',
} as const;

/** Separators between pieces of text. */
export const text = {
  'text.betweenNames': ', ',
  'text.betweenSentences': ' ',
  'text.betweenTermAndText': ': ',
};

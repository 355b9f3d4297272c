/** What was typed into a field for numbers, in the characters that numbers are written in. */

/**
 * East Asian input methods give full-width digits and signs (１２３, ．, －), and 。 for the point; other programs
 * paste the typographic minus. To the reader they are the same number.
 */
export const plainNumber = (typed: string): string =>
  typed.normalize('NFKC').replaceAll('。', '.').replaceAll('−', '-').trim();

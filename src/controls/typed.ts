/** Normalises text that was typed into a number field. */

/**
 * East Asian input methods produce full-width digits and signs (１２３, ．, －), and 。 for the decimal point; other programs
 * paste the typographic minus. To the reader they are the same number.
 */
export const plainNumber = (typed: string): string =>
  typed.normalize('NFKC').replaceAll('。', '.').replaceAll('−', '-').trim();

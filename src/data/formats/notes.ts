/** What was done to the reader's data, by name, with the parameters of its sentence. */
interface NoteParams {
  /** Pixels of another number type, or another range, were brought to 0 … 255. */
  scaled: { file: string; type: string; low: number; high: number };
  /** Numbers that are none (NaN, ±∞) became paper. */
  notFinite: { file: string; count: number };
  resized: { file: string; rows: number; columns: number; form: string };
  /** Their pixels are as they were, in a frame of paper. */
  padded: { file: string; rows: number; columns: number; form: string };
  /** A border without ink was cut off. */
  cropped: { file: string; rows: number; columns: number };
  grey: { file: string };
  transparent: { count: number };
  /** The file holds more whole images than its header says; all are taken. */
  headerCount: { file: string; header: number; found: number };
  trailing: { file: string; extra: number };
  twoBytes: { file: string };
  /** Labels are the first column of a table, as in QMNIST. */
  firstColumn: { file: string; columns: number };
  oneBased: { file: string };
  /** Labels are named as EMNIST does. */
  emnist: { names: string };
  /** Names that are too long for a mark on the plane, with the numbers that stand there. */
  classNames: { names: string };
  labelsCount: { file: string; labels: number; imagesFile: string; images: number };
  labelsRange: { file: string; low: number; high: number; classes: number };
  labelsSeveral: { file: string; columns: number };
  labelsUnclear: { file: string };
  labelsDamaged: { file: string };
  split: { count: number };
  /** There are more images than a data set can have. */
  limited: { file: string; count: number; found: number };
  aside: { file: string };
  /** Files that hold neither images nor labels. */
  strangers: { file: string; count: number };
}
export type NoteCode = keyof NoteParams;
export type Note = { [C in NoteCode]: { code: C; params: NoteParams[C] } }[NoteCode];

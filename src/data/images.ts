/** A set of images: `count` × 784 bytes, 0 = paper, 255 = ink, and one label per image where known. */
export interface ImageSet {
  images: Uint8Array;
  labels: Uint8Array | null;
  count: number;
  /** The first `n` images, where making all of them takes time: `images` then makes those that are missing. */
  first?: (n: number) => Uint8Array;
}

/** The training set and the test set of a run. */
export interface Dataset {
  id: import('../experiment/config').DatasetId;
  train: ImageSet;
  test: ImageSet;
  /** What the reader's files call the classes, by label, where that is not just their numbers. */
  names?: readonly string[] | null;
  /**
   * Where the bytes came from, for the badge: this page's server, a mirror, the cache, drawn by the page, or
   * the reader's files.
   */
  origin: 'server' | 'mirror' | 'cache' | 'drawn' | 'reader';
}

/** A set of pictures: `count` × 784 bytes, 0 = paper, 255 = ink, and a label a picture where known. */
export interface ImageSet {
  images: Uint8Array;
  labels: Uint8Array | null;
  count: number;
}

/** What a run learns from and what it is judged on. */
export interface Dataset {
  id: import('../experiment/config').DatasetId;
  train: ImageSet;
  test: ImageSet;
  /** Where the bytes came from, for the badge: this page's server, a mirror, the cache, drawn here, or the reader. */
  origin: 'server' | 'mirror' | 'cache' | 'drawn' | 'reader';
}

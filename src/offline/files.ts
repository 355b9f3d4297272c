/** What the build, the service worker and the page agree upon: the stored files, and where they are stored. */

export interface StoredFile {
  /** Relative to the page's folder, such as `assets/index-BdBOoaJ3.js`. */
  path: string;
  /** Of its bytes, in hexadecimal digits. */
  sha256: string;
  bytes: number;
  /** Stored when it is first requested, not with the first visit. */
  later?: true;
}

/** Pages in several folders of one host have a cache each. `scope`: the address of the folder, ending in a slash. */
export const cacheName = (scope: string): string => `latent-playground ${scope}`;

/** A header of stored responses: the size of the body, which a response need not say. */
export const BYTES_HEADER = 'X-Stored-Bytes';

/** What the page tells the service worker: to take over from the previous version; to delete everything and to leave. */
export type Order = 'takeOver' | 'forget';

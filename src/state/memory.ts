/** The memory of the reader's machine, as far as the browser tells: up to 8 GB, in powers of two; some browsers tell nothing. */

/** Whether it has 4 GB or less, like most computers of schools. */
export const hasLittleMemory = (
  gigabytes = (globalThis.navigator as { deviceMemory?: number } | undefined)?.deviceMemory,
): boolean => gigabytes !== undefined && gigabytes <= 4;

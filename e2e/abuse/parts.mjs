/** All parts of the abuse, in the order in which they run. */
import * as pairs from './pairs.mjs';

/** @type {readonly import('./part.mjs').Part[]} */
export const PARTS = [pairs];

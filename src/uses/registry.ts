/**
 * The uses, one line each. A line names a folder, which holds all the rest: its view, words, styles,
 * analysis.
 */
export { use as anomalies } from './anomalies/use';
export { use as comparison } from './comparison/use';
export { use as compression } from './compression/use';
export { use as drawing } from './drawing/use';
export { use as features } from './features/use';
export { use as reconstructions } from './reconstructions/use';
export { use as restoration } from './restoration/use';
export { use as samples } from './samples/use';
export { use as traversal } from './traversal/use';

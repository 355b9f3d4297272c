/** The uses that the page does not open with: one part, which comes by itself (see `lazyPart.ts`). */
export { Anomalies } from './anomalies/Anomalies';
export { Compression } from './compression/Compression';
export { Drawing } from './drawing/Drawing';
export { Features } from './features/Features';
export { Restoration } from './restoration/Restoration';
export { Samples } from './samples/Samples';

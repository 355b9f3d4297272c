/** A data set as the settings want it: each setting of what is learned from has a line here, in the order in which they act. */
import type { Config } from '../experiment/config';
import { inDepth } from './binary';
import type { Dataset } from './images';
import { firstImages, ofClasses } from './subset';

const shapes: readonly ((dataset: Dataset, config: Config) => Dataset)[] = [
  (dataset, { classes }) => ofClasses(dataset, classes),
  (dataset, { trainImages }) => firstImages(dataset, trainImages),
  (dataset, { pixels }) => inDepth(dataset, pixels),
];

/** `dataset` is as it came, and stays so. There may be no training images left; test images there always are. */
export const applyDataSettings = (dataset: Dataset, config: Config): Dataset =>
  shapes.reduce((shaped, shape) => shape(shaped, config), dataset);

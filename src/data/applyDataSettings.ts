/** Applies the settings of the data to a data set: one line per setting, in the order in which they act. */
import type { Config } from '../experiment/config';
import { withPixelDepth } from './binary';
import type { Dataset } from './images';
import { firstImages, ofClasses } from './subset';

const shapes: readonly ((dataset: Dataset, config: Config) => Dataset)[] = [
  (dataset, { classes }) => ofClasses(dataset, classes),
  (dataset, { trainImages }) => firstImages(dataset, trainImages),
  (dataset, { pixels }) => withPixelDepth(dataset, pixels),
];

/** Returns a changed copy of `dataset`. It may have no training images left, but always has test images. */
export const applyDataSettings = (dataset: Dataset, config: Config): Dataset =>
  shapes.reduce((shaped, shape) => shape(shaped, config), dataset);

/** The model that the benchmarks train, from the schema's own defaults. */
import { defaultConfig } from '../../src/experiment/schema';
import { specOf } from '../../src/model/spec';

export const defaultSpec = specOf(defaultConfig());

/** Properties are tested with the same random values in every run. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20261127 });

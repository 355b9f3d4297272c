/** Properties are tested with the same random values in every run, or with those of another `PROPERTY_SEED`. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261127) });

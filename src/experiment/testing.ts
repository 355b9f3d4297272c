/** For tests only: any configuration that the schema allows, and the key that a problem is about. */
import fc from 'fast-check';
import type { Config } from './config';
import { withShape } from './dataShape';
import type { Problem } from './problem';
import { defaultConfig, type Row, schema } from './schema';

function anyValue(row: Row): fc.Arbitrary<unknown> {
  if (row.kind === 'choice') return fc.constantFrom(...row.options);
  if (row.kind === 'widths')
    return fc.array(fc.integer({ min: row.min, max: row.max }), { maxLength: row.maxLayers });
  if (row.kind === 'number' && row.only) return fc.constantFrom(...row.only);
  if (row.kind === 'subset') return fc.subarray([...Array(row.of).keys()], { minLength: 1 });
  return row.integer
    ? fc.integer({ min: row.min, max: row.max })
    : fc.double({ min: row.min, max: row.max, noNaN: true }).map((v) => v + 0);
}

/** A named data set has its own shape; the reader's files may have any. */
export const anyConfig = (
  fc.record(
    Object.fromEntries(schema.map((row) => [row.key, anyValue(row)])),
  ) as unknown as fc.Arbitrary<Config>
).map((config) => withShape(defaultConfig(), config));

export const keyOf = ({ params }: Problem): string | undefined =>
  params && 'key' in params ? params.key : undefined;

/**
 * Structures that cross to the GPU, declared once: the WGSL text and the bytes both come from the declaration, by
 * WGSL's rules for the uniform address space (scalars lie at multiples of 4 bytes, lists, their elements and the size of
 * the whole at multiples of 16).
 */

/** A list of at most four numbers per element; elements lie 16 bytes apart. */
interface List {
  readonly count: number;
  readonly type: 'u32' | 'f32';
  readonly components: readonly string[];
}

type Field = 'u32' | 'f32' | List;
type Fields = Readonly<Record<string, Field>>;

export type ValuesOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends List
    ? readonly Readonly<Record<F[K]['components'][number], number>>[]
    : number;
};

export interface Struct<F extends Fields> {
  /** The declaration in WGSL. */
  readonly wgsl: string;
  /** All fields zero, and lists empty. */
  readonly zero: ValuesOf<F>;
  /** Size in words of 4 bytes. */
  readonly words: number;
  /** Where a field begins, in words. */
  offsetOf(field: keyof F): number;
  /** Writes the values from word `at` on; elements missing from a list stay as they are. */
  write(memory: Memory, at: number, values: ValuesOf<F>): void;
  /** The values as 32-bit words. */
  pack(values: ValuesOf<F>): Uint32Array<ArrayBuffer>;
}

/** The same bytes as unsigned integers and as floats. */
export interface Memory {
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
}

export const memoryOf = (bytes: ArrayBuffer): Memory => ({
  u32: new Uint32Array(bytes),
  f32: new Float32Array(bytes),
});

const aligned = (words: number, to: number): number => to * Math.ceil(words / to);
const isScalar = (field: Field): field is 'u32' | 'f32' => typeof field === 'string';

export function struct<const F extends Fields>(name: string, fields: F): Struct<F> {
  const entries: [string, Field][] = Object.entries(fields);
  const offsets = new Map<string, number>();
  let end = 0;
  for (const [key, field] of entries) {
    const at = isScalar(field) ? end : aligned(end, 4);
    offsets.set(key, at);
    end = at + (isScalar(field) ? 1 : 4 * field.count);
  }
  const words = aligned(end, 4);
  const padding = (count: number) => Array.from({ length: count }, (_, i) => `padding${i}: u32`);
  const declared = (of: string, members: readonly string[]) =>
    `struct ${of} {\n  ${members.join(',\n  ')},\n}\n`;
  const element = (key: string) => `${name}_${key}`;
  const elements = entries.map(([key, field]) =>
    isScalar(field)
      ? ''
      : declared(element(key), [
          ...field.components.map((component) => `${component}: ${field.type}`),
          ...padding(4 - field.components.length),
        ]),
  );
  const members = entries.map(([key, field]) =>
    isScalar(field) ? `${key}: ${field}` : `@align(16) ${key}: array<${element(key)}, ${field.count}>`,
  );

  const offsetOf = (field: keyof F) => offsets.get(String(field)) ?? 0;
  const write: Struct<F>['write'] = (memory, at, values) => {
    for (const [key, field] of entries) {
      const start = at + offsetOf(key);
      const value = values[key] as number | readonly Record<string, number>[];
      if (isScalar(field)) memory[field][start] = value as number;
      else {
        const list = value as readonly Record<string, number>[];
        if (list.length > field.count) throw new Error(`${name}.${key} holds fewer than ${list.length}`);
        list.forEach((vector, i) => {
          field.components.forEach((component, k) => {
            memory[field.type][start + 4 * i + k] = vector[component];
          });
        });
      }
    }
  };
  return {
    wgsl: `${elements.join('')}${declared(name, [...members, ...padding(words - end)])}`,
    zero: Object.fromEntries(
      entries.map(([key, field]) => [key, isScalar(field) ? 0 : []]),
    ) as unknown as ValuesOf<F>,
    words,
    offsetOf,
    write,
    pack(values) {
      const packed = new Uint32Array(words);
      write(memoryOf(packed.buffer), 0, values);
      return packed;
    },
  };
}

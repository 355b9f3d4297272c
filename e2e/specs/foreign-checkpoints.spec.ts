/**
 * The cases C of `shared/facts/cases.md`: checkpoints as other programs write them, by the file input and by drop.
 */
import { drop } from './drop';
import { expect, SMALL, test } from './fixtures';

interface Entry {
  name: string;
  shape: number[];
  values: Float32Array;
}
type Dtype = 'F32' | 'F64' | 'BF16' | 'F16';

/** A VAE of 784-9-3-9-784; names by `rename`, and each weight [in, out] if `turned`. */
function model(rename: Record<string, string> = {}, turned = false): Entry[] {
  const layers: [string, number, number][] = [
    ['encoder.0', 9, 784],
    ['mu', 3, 9],
    ['logVar', 3, 9],
    ['decoder.0', 9, 3],
    ['output', 784, 9],
  ];
  return layers.flatMap(([layer, out, into], k) => {
    const name = rename[layer] ?? layer;
    const value = (row: number, column: number) => Math.sin(k + row * into + column) / 5;
    const values = Float32Array.from({ length: out * into }, (_, i) =>
      turned ? value(i % out, Math.floor(i / out)) : value(Math.floor(i / into), i % into),
    );
    return [
      { name: `${name}.weight`, shape: turned ? [into, out] : [out, into], values },
      { name: `${name}.bias`, shape: [out], values: new Float32Array(out).map((_, i) => i / (9 * out)) },
    ];
  });
}

function bytesOf(values: Float32Array, dtype: Dtype): Buffer {
  if (dtype === 'F64') return Buffer.from(Float64Array.from(values).buffer);
  if (dtype === 'F32') return Buffer.from(values.slice().buffer);
  const short = dtype === 'BF16' ? (bits: number) => bits >>> 16 : halfOf;
  return Buffer.from(Uint16Array.from(new Uint32Array(values.slice().buffer), short).buffer);
}

/** The bits of float16, cut off; below its normal numbers zero. */
function halfOf(bits: number): number {
  const exponent = ((bits >>> 23) & 255) - 112;
  const sign = (bits >>> 16) & 0x8000;
  return exponent <= 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 1023);
}

/** `edit` changes the text of the header; `hole`: bytes before the last tensor; `after`: bytes at the end. */
function file(
  entries: Entry[],
  { dtype = 'F32' as Dtype, edit = (json: string) => json, hole = 0, after = 0 } = {},
): Buffer {
  const header: Record<string, unknown> = {};
  const bodies: Buffer[] = [];
  let at = 0;
  for (const [i, { name, shape, values }] of entries.entries()) {
    if (i === entries.length - 1 && hole > 0) {
      bodies.push(Buffer.alloc(hole));
      at += hole;
    }
    const body = bytesOf(values, dtype);
    header[name] = { dtype, shape, data_offsets: [at, at + body.length] };
    bodies.push(body);
    at += body.length;
  }
  const json = Buffer.from(edit(JSON.stringify(header)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, ...bodies, Buffer.alloc(after)]);
}

const EXAMPLE = { 'encoder.0': 'fc1', mu: 'fc21', logVar: 'fc22', 'decoder.0': 'fc3', output: 'fc4' };
const prefixed = (prefix: string) =>
  Object.fromEntries(Object.keys(EXAMPLE).map((layer) => [layer, prefix + layer]));
const withMetadata = (value: string) => (json: string) => json.replace('{', `{"__metadata__":${value},`);

/** What is said: null, nothing; 'read as': that names were mapped. All of these load. */
const LOAD: [id: string, bytes: Buffer, said: string | null][] = [
  ['C01-metadata-null', file(model(), { edit: withMetadata('null') }), null],
  ['C01b-metadata-empty', file(model(), { edit: withMetadata('{}') }), null],
  ['C07-bf16', file(model(), { dtype: 'BF16' }), null],
  ['C07b-f16', file(model(), { dtype: 'F16' }), null],
  ['C07c-f64', file(model(), { dtype: 'F64' }), null],
  ['C08-module-prefix', file(model(prefixed('module.'))), 'module.… → …'],
  ['C08b-model-prefix', file(model(prefixed('model.'))), 'model.… → …'],
  ['C08c-pytorch-example-names', file(model(EXAMPLE)), 'fc21 → mu'],
  ['C08d-keras-transposed', file(model({}, true)), '[in, out] → [out, in]'],
];
const REFUSED: [id: string, bytes: Buffer, sentence: string][] = [
  ['C04', file(model(), { edit: (json) => json.replace('{', '{"mu.bias":{},') }), 'names mu.bias twice'],
  ['C05', file(model(), { after: 16 }), '16 bytes after its last tensor'],
  ['C05b', file(model(), { hole: 8 }), '8 bytes before output.bias'],
  ['other names', file(model({ mu: 'a', logVar: 'b' })), 'Expected: encoder.0.weight [512, 784]'],
];

test('C01, C04, C05, C07, C08: by the file input and by drop', async ({ playground, page }) => {
  await playground.open(SMALL);
  const z = [0.5, -1, 0.25];
  const decoded = () =>
    page.evaluate(async (z) => [...(await window.playground.decode(Float32Array.from(z), 1))], z);
  await playground.importCheckpoint(file(model()));
  const expected = await decoded();
  const choose = async (name: string, buffer: Buffer) => {
    const choosing = page.waitForEvent('filechooser');
    await playground.openMenu();
    await page.getByRole('button', { name: 'Open a checkpoint or images' }).click();
    await (await choosing).setFiles([{ name, mimeType: 'application/octet-stream', buffer }]);
  };
  const ways = [
    ['input', choose],
    ['drop', (name: string, body: Buffer) => drop(page, [{ name, body }])],
  ] as const;

  for (const [id, bytes, said] of LOAD)
    for (const [way, give] of ways)
      await test.step(`${id} by ${way}`, async () => {
        await page.evaluate(() => window.playground.configure({ latent: 2 }));
        await page.evaluate(() => window.playground.reset());
        await give(`${id}.safetensors`, bytes);
        await expect.poll(async () => (await playground.state()).config.latent).toBe(3);
        const found = await decoded();
        const worst = Math.max(...found.map((value, i) => Math.abs(value - expected[i])));
        expect(worst).toBeLessThan(/16$/.test(id) ? 0.01 : 1e-6);
        if (said) {
          await expect(playground.notices).toContainText(said);
          await playground.notices.getByRole('button', { name: 'Dismiss' }).click();
        }
        await expect(playground.notices).toHaveCount(0);
      });

  for (const [id, bytes, sentence] of REFUSED)
    for (const [way, give] of ways)
      await test.step(`${id} by ${way}`, async () => {
        await give(`${id}.safetensors`, bytes);
        await expect(playground.notices).toContainText(sentence);
        await expect(playground.notices).toContainText(/the model stays as it was/i);
        await playground.notices.getByRole('button', { name: 'Dismiss' }).click();
        await expect(playground.notices).toHaveCount(0);
        expect(await decoded()).toEqual(expected);
      });
});

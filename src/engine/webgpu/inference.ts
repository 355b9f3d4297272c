/** Encoding, decoding and evaluating any number of images, in slices. */
import { Purpose } from '../../math/random';
import { isStochastic } from '../../model/predicates';
import { imageSize } from '../../model/spec';
import type { Engine } from '../engine';
import type { DeviceModel } from './deviceModel';
import type { Dispatch } from './dispatch';
import { type BufferName, type Place, quads } from './memory';
import { RING, SLICE } from './plan';
import { NO_STEP } from './steps';

export interface Inference extends Pick<Engine, 'encode' | 'decode' | 'evaluate'> {
  dispose(): void;
}

/** The pass of a slice, and where its results are. */
interface SlicePass {
  dispatches: readonly Dispatch[];
  result: BufferName;
  /** Offset of the results and bytes per row; or of the sums, if there are no rows. */
  at: number;
  rowBytes: number;
  sums: boolean;
}

export function createInference({
  gpu,
  setup,
  plan,
  program,
  readback,
  slots,
  submit,
}: DeviceModel): Inference {
  const { spec, seed } = setup;
  const { latent, family } = spec;
  const size = imageSize(spec.data);
  const { spread } = plan.stages;
  const stochastic = isStochastic(spec);
  const summed = plan.sums.reading;
  const kept = keep(gpu, setup.test);

  /**
   * Runs n rows through a pass, in slices: `show` uploads the rows of a slice, `take` gets its results. One
   * readback serves as many slices as fit into it.
   */
  async function inSlices(
    n: number,
    { dispatches, result, at, rowBytes, sums }: SlicePass,
    firstRow: number,
    show: (from: number, rows: number) => void,
    take: (numbers: Float32Array, from: number, rows: number) => void,
  ): Promise<void> {
    const sumsBytes = 4 * summed.length;
    const sliceBytes = sums ? sumsBytes : rowBytes * SLICE;
    const together = SLICE * Math.min(RING, Math.floor(readback.capacity / sliceBytes));
    for (let start = 0; start < n; start += together) {
      const end = Math.min(n, start + together);
      let bytes = 0;
      for (let from = start; from < end; from += SLICE) {
        const rows = Math.min(SLICE, end - from);
        show(from, rows);
        slots.set(0, {
          ...NO_STEP,
          rows,
          seed,
          normals: [{ purpose: Purpose.evaluate, first: (firstRow + from) * latent }],
          latent: stochastic && sums ? latent : 0,
        });
        submit(
          1,
          (pass) => {
            program.prepare(pass, rows, 1);
            for (const dispatch of dispatches) program.add(pass, dispatch, rows, 0, true);
            if (sums) program.reduce(pass, 'reading', 1);
          },
          (encoder) => {
            const size = sums ? sumsBytes : rowBytes * rows;
            readback.copy(encoder, program.buffer(result), at, bytes, size);
            bytes += size;
          },
        );
      }
      const numbers = await readback.take(bytes);
      for (let from = start; from < end; from += SLICE) {
        const first = ((from - start) / SLICE) * (sliceBytes / 4);
        take(numbers.subarray(first), from, Math.min(SLICE, end - from));
      }
    }
  }

  const rowsOf = ({ dispatches, result }: { dispatches: readonly Dispatch[]; result: Place }): SlicePass => ({
    dispatches,
    result: result.buffer,
    at: 16 * result.at,
    rowBytes: 16 * result.stride,
    sums: false,
  });

  function tell(labels: Uint8Array | undefined, from: number, rows: number): void {
    if (spec.condition === 'none') return;
    const classes = labels ? Uint32Array.from(labels.subarray(from, from + rows)) : new Uint32Array(rows);
    gpu.queue.writeBuffer(program.buffer('sliceLabels'), 0, classes);
  }

  /** Brings images to the slice: test images from the copy on the device, others from main memory. */
  const showImages = (bytes: Uint8Array, labels?: Uint8Array) => (from: number, rows: number) => {
    tell(labels, from, rows);
    const part = bytes.subarray(from * size, (from + rows) * size);
    const at = kept && part.buffer === kept.of.buffer ? part.byteOffset - kept.of.byteOffset : -1;
    if (!kept || at < 0 || at % 4 !== 0 || at + part.length > kept.of.length) {
      gpu.queue.writeBuffer(program.buffer('slice'), 0, part);
      return;
    }
    const encoder = gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(kept.buffer, at, program.buffer('slice'), 0, part.length);
    gpu.queue.submit([encoder.finish()]);
  };

  return {
    async encode(bytes, n, labels) {
      const { encode } = plan;
      if (!encode) throw new Error(`no encoder in ${family}`);
      const mu = new Float32Array(n * latent);
      const logVar = stochastic ? new Float32Array(n * latent) : null;
      await inSlices(n, rowsOf(encode), 0, showImages(bytes, labels), (numbers, from, rows) => {
        for (let r = 0; r < rows; r++) {
          for (let j = 0; j < latent; j++) {
            const at = 4 * encode.result.stride * r + spread * j;
            mu[(from + r) * latent + j] = numbers[at];
            if (logVar) logVar[(from + r) * latent + j] = numbers[at + 1];
          }
        }
      });
      return { mu, logVar };
    },

    async decode(z, n, labels) {
      const { decode } = plan;
      if (!decode) throw new Error(`no decoder in ${family}`);
      const { codes } = decode;
      const pixels = new Float32Array(n * size);
      const width = 4 * codes.stride;
      const show = (from: number, rows: number) => {
        tell(labels, from, rows);
        const padded = new Float32Array(width * 4 * quads(rows));
        for (let r = 0; r < rows; r++) {
          for (let j = 0; j < latent; j++) padded[width * r + spread * j] = z[(from + r) * latent + j];
        }
        gpu.queue.writeBuffer(program.buffer(codes.buffer), 16 * codes.at, padded);
      };
      await inSlices(n, rowsOf(decode), 0, show, (drawn, from, rows) => {
        pixels.set(drawn.subarray(0, rows * size), from * size);
      });
      return pixels;
    },

    async evaluate(bytes, n, firstIndex, labels) {
      const { evaluate } = plan;
      if (!evaluate) throw new Error(`nothing to evaluate in ${family}`);
      const total = { recon: 0, kl: 0, count: n };
      const pass: SlicePass = { dispatches: evaluate, result: 'losses', at: 0, rowBytes: 0, sums: true };
      await inSlices(n, pass, firstIndex, showImages(bytes, labels), (sums) => {
        summed.forEach(({ of }, i) => {
          if (of === 'free' || !('loss' in of)) return;
          if (of.loss === 'recon' || of.loss === 'kl') total[of.loss] += sums[i];
        });
      });
      return total;
    },

    dispose: () => kept?.buffer.destroy(),
  };
}

/** A copy of the test set on the device, if there is one and it fits. */
function keep(gpu: GPUDevice, of: Uint8Array | undefined): { of: Uint8Array; buffer: GPUBuffer } | null {
  if (!of || of.length === 0 || of.length % 4 !== 0 || of.length > gpu.limits.maxBufferSize) return null;
  const { COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = gpu.createBuffer({ label: 'test images', size: of.length, usage: COPY_SRC | COPY_DST });
  gpu.queue.writeBuffer(buffer, 0, of);
  return { of, buffer };
}

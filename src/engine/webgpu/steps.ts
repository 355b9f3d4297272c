/** The slots of `Step` (step.wgsl) of a submit, written into one block of bytes that is reused. */
import { SLOT_BYTES } from './plan';

/** The fields of `Step`, in its order; the last four are floats. */
export interface Step {
  rows: number;
  picksAt: number;
  noiseAt: number;
  partialsAt: number;
  lossesAt: number;
  reconPartials: number;
  klPartials: number;
  images: number;
  seed: number;
  purpose: number;
  draw: number;
  firstNormal: number;
  epoch: number;
  position: number;
  rate: number;
  epsilon: number;
  share: number;
  klShare: number;
}

const LITTLE_ENDIAN = true;

export function createSlots(count: number): { bytes: ArrayBuffer; set(slot: number, step: Step): void } {
  const bytes = new ArrayBuffer(count * SLOT_BYTES);
  const view = new DataView(bytes);
  return {
    bytes,
    set(slot, s) {
      let at = slot * SLOT_BYTES;
      const word = (value: number) => {
        view.setUint32(at, value, LITTLE_ENDIAN);
        at += 4;
      };
      const float = (value: number) => {
        view.setFloat32(at, value, LITTLE_ENDIAN);
        at += 4;
      };
      word(s.rows);
      word(s.picksAt);
      word(s.noiseAt);
      word(s.partialsAt);
      word(s.lossesAt);
      word(s.reconPartials);
      word(s.klPartials);
      word(s.images);
      word(s.seed);
      word(s.purpose);
      word(s.draw);
      word(s.firstNormal);
      word(s.epoch);
      word(s.position);
      float(s.rate);
      float(s.epsilon);
      float(s.share);
      float(s.klShare);
    },
  };
}

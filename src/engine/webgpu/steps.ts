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
  latent: number;
  epoch: number;
  position: number;
  rate: number;
  epsilon: number;
  share: number;
  klShare: number;
}

export const NO_STEP: Step = {
  rows: 0,
  picksAt: 0,
  noiseAt: 0,
  partialsAt: 0,
  lossesAt: 0,
  reconPartials: 0,
  klPartials: 0,
  images: 0,
  seed: 0,
  purpose: 0,
  draw: 0,
  firstNormal: 0,
  latent: 0,
  epoch: 0,
  position: 0,
  rate: 0,
  epsilon: 0,
  share: 0,
  klShare: 0,
};

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
      word(s.latent);
      word(s.epoch);
      word(s.position);
      float(s.rate);
      float(s.epsilon);
      float(s.share);
      float(s.klShare);
    },
  };
}

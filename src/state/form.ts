/** The form of the images of the run on the screen: its test images, and what its decoder draws. */
import { GREY_28, type ImageForm, sameForm } from '../experiment/dataShape';
import { type DataShape, imageSize } from '../model/spec';
import { useStore } from './store';

export const formNow = (): DataShape => useStore.getState().run.spec.data;

/** Numbers of an image. */
export const sizeNow = (): number => imageSize(formNow());

/** Part `i` of `all`, which are images one after the other. */
export const partOf = <T extends Uint8Array | Float32Array>(all: T, i: number, size = sizeNow()): T =>
  all.subarray(i * size, (i + 1) * size) as T;

/** Whether the pad's drawings, which are 28 × 28 and grey, are images for this run. */
export const takesDrawings = (form: ImageForm = formNow()): boolean => sameForm(form, GREY_28);

export const useForm = (): DataShape => useStore((s) => s.run.spec.data);

/** A model on the device: its plan, its program, and functions to submit and to read back. */
import type { EngineSetup } from '../engine';
import type { WebgpuDevice } from './device';
import type { Plan } from './plan';
import type { Program } from './program';
import type { Readback } from './readback';
import { createSlots, SLOT_BYTES } from './steps';

export interface DeviceModel {
  gpu: GPUDevice;
  answers: WebgpuDevice['answers'];
  setup: EngineSetup;
  plan: Plan;
  program: Program;
  readback: Readback;
  slots: ReturnType<typeof createSlots>;
  /**
   * One submit: fills in the slots, encodes the compute pass over them, and then the copies that are to be
   * read back.
   */
  submit(
    filled: number,
    fill: (pass: GPUComputePassEncoder) => void,
    after: (encoder: GPUCommandEncoder) => void,
  ): void;
}

export function createDeviceModel(
  { gpu, answers }: Pick<WebgpuDevice, 'gpu' | 'answers'>,
  setup: EngineSetup,
  plan: Plan,
  program: Program,
  readback: Readback,
): DeviceModel {
  const slots = createSlots(plan.steps);
  return {
    gpu,
    answers,
    setup,
    plan,
    program,
    readback,
    slots,
    submit(filled, fill, after) {
      gpu.queue.writeBuffer(program.buffer('slots'), 0, slots.bytes, 0, filled * SLOT_BYTES);
      const encoder = gpu.createCommandEncoder();
      const pass = encoder.beginComputePass();
      fill(pass);
      pass.end();
      after(encoder);
      gpu.queue.submit([encoder.finish()]);
    },
  };
}

/** A thread that helps the engine's own: the same network over the same memory, and its part of every command. */
import type { ModelSpec } from '../../model/spec';
import { openKernels } from './kernels';
import { createNetwork } from './network';
import { planNetwork } from './plan';
import { ThreadGroup } from './threadGroup';

/** The first message to a helper; it replies when it is ready, and then follows from the command that it is given. */
export interface Brief {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  spec: ModelSpec;
  batch: number;
  slice: number;
  threads: number;
  index: number;
}

/** What a helper says: that the brief may come, then that it has understood it. */
export type Said = 'listening' | 'ready';
const say = (said: Said) => self.postMessage(said);

self.onmessage = async ({ data }: MessageEvent<Brief>) => {
  const { module, memory, spec, batch, slice, threads, index } = data;
  const plan = planNetwork(spec, batch, slice, threads);
  const group = new ThreadGroup(memory, plan.board, index);
  const network = createNetwork(plan, memory, await openKernels(module, memory), group);
  self.onmessage = ({ data: seen }: MessageEvent<number>) => {
    group.follow(seen, network.execute);
    self.close();
  };
  say('ready');
};
say('listening');

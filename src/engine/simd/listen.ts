/** A thread that helps the engine's own: the same network over the same memory, and its part of every order. */
import type { ModelSpec } from '../../model/spec';
import { Crew } from './crew';
import { openKernels } from './kernels';
import { createNetwork } from './network';
import { planNetwork } from './plan';

/** What a helper is told first; it answers when it is ready, and then follows from the order it is given. */
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
  const crew = new Crew(memory, plan.board, index);
  const network = createNetwork(plan, memory, await openKernels(module, memory), crew);
  self.onmessage = ({ data: seen }: MessageEvent<number>) => {
    crew.follow(seen, network.obey);
    self.close();
  };
  say('ready');
};
say('listening');

/** A helper thread: the same network over the same memory, which executes its part of every command. */
import { compileModel } from '../../model/compile';
import type { ModelSpec } from '../../model/spec';
import { openKernels } from './kernels';
import { createNetwork } from './network';
import { planNetwork } from './plan';
import { ThreadGroup } from './threadGroup';

/**
 * The first message to a helper, which replies 'ready'; the second is the number of the command to follow
 * from.
 */
export interface HelperSetup {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  spec: ModelSpec;
  batch: number;
  slice: number;
  threads: number;
  index: number;
}

/**
 * What a helper sends: 'listening' before it can receive the brief, 'ready' once it has set up its network.
 */
export type Reply = 'listening' | 'ready';
const send = (reply: Reply) => self.postMessage(reply);

self.onmessage = async ({ data }: MessageEvent<HelperSetup>) => {
  const { module, memory, spec, batch, slice, threads, index } = data;
  const plan = planNetwork(compileModel(spec), batch, slice, threads);
  const group = new ThreadGroup(memory, plan.board, index);
  const network = createNetwork(plan, memory, await openKernels(module, memory), group);
  self.onmessage = ({ data: seen }: MessageEvent<number>) => {
    group.follow(seen, network.execute);
    self.close();
  };
  send('ready');
};
send('listening');

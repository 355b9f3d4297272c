/** One subject in a worker of its own: loads only its code, executes commands, and times them. */
import type { EngineId } from '../../src/experiment/config';
import { fillNormal, Purpose } from '../../src/math/random';
import { countGpuCalls } from './gpu-calls';
import type { JaxDevice } from './peers/jax';
import type { TfjsBackend } from './peers/tfjs';
import type { Sample, Subject, Task } from './subject';

export type Order =
  | { type: 'start'; subject: string; task: Task }
  | { type: 'firstLoss'; sample: Sample }
  | { type: 'train'; count: number }
  | { type: 'parameters' }
  | { type: 'gpuCalls'; count: number }
  | { type: 'decode'; count: number; repeats: number };
export type Answer = { ok: true; value: unknown } | { ok: false; message: string };

let subject: Subject | null = null;
let latent = 0;

async function start(name: string, task: Task): Promise<Subject> {
  const [maker, machine, how] = name.split(' ');
  switch (maker) {
    case 'ours':
      return (await import('./ours')).startOurs(machine as EngineId, task, how);
    case 'tfjs':
      return (await import('./peers/tfjs')).startTfjs(machine as TfjsBackend, task);
    case 'jax-js':
      return (await import('./peers/jax')).startJax(machine as JaxDevice, task);
    default:
      throw new Error(`no subject ${name}`);
  }
}

async function obey(order: Order): Promise<unknown> {
  if (order.type === 'start') {
    latent = order.task.spec.latent;
    subject = await start(order.subject, order.task);
    return subject.device ?? null;
  }
  if (!subject) throw new Error('not started');
  const one = subject;
  switch (order.type) {
    case 'firstLoss':
      return one.firstLoss(order.sample);
    case 'train': {
      const begin = performance.now();
      await one.train(order.count);
      return (performance.now() - begin) / order.count;
    }
    case 'parameters':
      return one.parameters();
    case 'gpuCalls': {
      // The difference between many steps and few is that of the steps, without the wait for the last of
      // them.
      const few = await countGpuCalls(() => one.train(1));
      const more = await countGpuCalls(() => one.train(1 + order.count));
      return Object.fromEntries(
        Object.entries(more).map(([name, n]) => [name, (n - few[name as keyof typeof few]) / order.count]),
      );
    }
    case 'decode': {
      if (!one.decode) return null;
      const times: number[] = [];
      const z = new Float32Array(order.count * latent);
      for (let i = 0; i < order.repeats; i++) {
        fillNormal(z, 1, Purpose.prior, i);
        const begin = performance.now();
        await one.decode(z, order.count);
        times.push(performance.now() - begin);
      }
      return times;
    }
    default:
      return order satisfies never;
  }
}

self.onmessage = async ({ data }: MessageEvent<Order>) => {
  let answer: Answer;
  try {
    answer = { ok: true, value: await obey(data) };
  } catch (error) {
    answer = { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
};
// Sent without a command: it is ready to receive.
self.postMessage({ ok: true, value: null } satisfies Answer);

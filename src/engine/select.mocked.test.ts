import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EngineId } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { specWith } from '../experiment/specOf';
import type { Engine, EngineSetup } from './engine';
import { canExecute, missingCapabilities } from './engineCapabilities';
import { createEngine, type Machine, selectEngine } from './select';
import { selfTest, selfTestSetup } from './selftest';
import { createWebgpuEngine } from './webgpu/engine';

vi.mock('./engineCapabilities', { spy: true });
// A GPU that neither succeeds nor fails while an engine is created on it.
vi.mock('./webgpu/engine', () => ({ createWebgpuEngine: vi.fn(() => new Promise(() => {})) }));
vi.mock('./selftest', { spy: true });

const setup: EngineSetup = selfTestSetup();

interface Ground {
  /** What a probe finds; engines that are not named are present, on real hardware. */
  absent?: EngineId[];
  software?: EngineId[];
  /** Engines that do not pass the self-test. */
  wrong?: EngineId[];
  ms?: Partial<Record<EngineId, number>>;
}

/** A simulated machine that records which engines are still open on it. */
function machineOf({ absent = [], software = [], wrong = [], ms = {} }: Ground) {
  const open = new Set<EngineId>();
  const started: EngineId[] = [];
  const machine: Machine = {
    probe: async (id) =>
      absent.includes(id) ? null : { description: `the ${id} of a test`, software: software.includes(id) },
    async start(id) {
      started.push(id);
      if (wrong.includes(id)) throw new ProblemError('engine.failed', { engine: id, message: 'decode' });
      open.add(id);
      return fakeEngine(id, () => open.delete(id));
    },
    measure: async (engine) => ms[engine.id] ?? 10,
  };
  return { machine, open, started };
}

function fakeEngine(id: EngineId, dispose: () => void): Engine {
  const never = () => Promise.reject(new Error('not available on a simulated machine'));
  return {
    id,
    device: `device of ${id}`,
    spec: setup.spec,
    lost: new Promise(() => {}),
    load: never,
    save: never,
    readParameters: never,
    train: never,
    encode: never,
    decode: never,
    evaluate: never,
    dispose,
  };
}

const outcomes = (ladder: { id: EngineId; outcome: string }[]) => ladder.map((r) => `${r.id} ${r.outcome}`);

describe('auto', () => {
  it('takes WebGPU on a real GPU and tries no other', async () => {
    const { machine, started } = machineOf({});
    const { engine, reason, ladder } = await selectEngine('auto', setup, { machine });
    expect([engine.id, reason]).toEqual(['webgpu', 'gpu']);
    expect(outcomes(ladder)).toEqual(['webgpu chosen']);
    expect(started).toEqual(['webgpu']);
    expect(ladder[0].detail).toBe('device of webgpu');
  });

  it('prefers WebAssembly to a software GPU, which it does not even start', async () => {
    const { machine, started } = machineOf({ software: ['webgpu', 'tfjs-webgl'] });
    const { engine, reason, ladder } = await selectEngine('auto', setup, { machine });
    expect([engine.id, reason]).toEqual(['simd', 'software-gpu']);
    expect(outcomes(ladder)).toEqual(['webgpu software', 'simd chosen', 'tfjs-webgl software']);
    expect(started).toEqual(['simd']);
  });

  it('gives the reason where there is no GPU at all', async () => {
    const { machine } = machineOf({ absent: ['webgpu', 'tfjs-webgl'] });
    const tried: EngineId[] = [];
    const { engine, reason } = await selectEngine('auto', setup, { machine, onTry: (id) => tried.push(id) });
    expect([engine.id, reason]).toEqual(['simd', 'no-gpu']);
    expect(tried).toEqual(['webgpu', 'simd', 'tfjs-webgl']);
  });

  it.each([
    [8, 5, 'tfjs-webgl', 'simd'],
    [5, 8, 'simd', 'tfjs-webgl'],
  ] as const)('measures SIMD (%d ms) against a real WebGL (%d ms): %s', async (simd, webgl, best, other) => {
    const { machine, open } = machineOf({
      absent: ['webgpu'],
      ms: { simd, 'tfjs-webgl': webgl },
    });
    const { engine, reason, ladder } = await selectEngine('auto', setup, { machine });
    expect([engine.id, reason]).toEqual([best, 'faster']);
    expect(ladder.find((r) => r.id === best)?.outcome).toBe('chosen');
    expect(ladder.find((r) => r.id === other)?.outcome).toBe('accepted');
    expect(ladder.find((r) => r.id === 'simd')?.msPerStep).toBe(simd);
    expect(ladder.find((r) => r.id === 'tfjs-webgl')?.msPerStep).toBe(webgl);
    // The loser is disposed of, the winner is not.
    expect([...open]).toEqual([best]);
  });

  it('tries the general engine on a GPU where our kernels compute wrong numbers', async () => {
    const { machine } = machineOf({ wrong: ['webgpu'] });
    const { engine, reason, ladder } = await selectEngine('auto', setup, { machine });
    expect([engine.id, reason]).toEqual(['tfjs-webgpu', 'gpu']);
    expect(outcomes(ladder)).toEqual(['webgpu failed', 'tfjs-webgpu chosen']);
    expect(ladder[0].detail).toContain('decode');
  });

  it('skips a GPU that computes wrong numbers', async () => {
    const { machine } = machineOf({ wrong: ['webgpu', 'tfjs-webgpu'], software: ['tfjs-webgl'] });
    const { engine, reason, ladder } = await selectEngine('auto', setup, { machine });
    expect([engine.id, reason]).toEqual(['simd', 'gpu-failed']);
    expect(ladder[0].outcome).toBe('failed');
  });

  it('takes the general WebAssembly where a browser has no SIMD', async () => {
    const { machine } = machineOf({ absent: ['webgpu', 'simd', 'tfjs-webgl'] });
    const { engine, reason } = await selectEngine('auto', setup, { machine });
    expect([engine.id, reason]).toEqual(['tfjs-wasm', 'no-gpu']);
  });

  it('ends on plain JavaScript, or reports that nothing works', async () => {
    const all: EngineId[] = ['webgpu', 'tfjs-webgpu', 'simd', 'tfjs-wasm', 'tfjs-webgl', 'tfjs-cpu'];
    const last = await selectEngine('auto', setup, machineOf({ wrong: all.slice(0, 5) }));
    expect([last.engine.id, last.reason]).toEqual(['tfjs-cpu', 'last-resort']);
    await expect(selectEngine('auto', setup, machineOf({ wrong: all }))).rejects.toThrow('engine.none');
  });

  it('does not retry an engine that was lost in this session', async () => {
    const { machine, started } = machineOf({ absent: ['tfjs-webgl'] });
    const { engine, ladder } = await selectEngine('auto', setup, { machine, excluding: ['webgpu'] });
    expect(engine.id).toBe('simd');
    expect(outcomes(ladder)[0]).toBe('webgpu skipped');
    expect(started).toEqual(['simd']);
  });
});

describe('a model that not every engine can execute', () => {
  const convolutional: EngineSetup = { ...setup, spec: specWith({ model: 'vae', architecture: 'conv' }) };

  it('uses our kernels on a real GPU, and the general engine where they fail', async () => {
    const { machine, started } = machineOf({});
    const { engine, reason } = await selectEngine('auto', convolutional, { machine });
    expect([engine.id, reason, started]).toEqual(['webgpu', 'gpu', ['webgpu']]);

    const wrong = machineOf({ wrong: ['webgpu'] });
    const general = await selectEngine('auto', convolutional, wrong);
    expect([general.engine.id, general.reason]).toEqual(['tfjs-webgpu', 'gpu']);
    expect(outcomes(general.ladder)).toEqual(['webgpu failed', 'tfjs-webgpu chosen']);
  });

  it('then compares SIMD with a real WebGL, and tries a software one only without SIMD', async () => {
    const slower = { 'tfjs-webgl': 5, simd: 9 };
    const real = await selectEngine('auto', convolutional, machineOf({ absent: ['webgpu'], ms: slower }));
    expect([real.engine.id, real.reason]).toEqual(['tfjs-webgl', 'faster']);

    const imitated = machineOf({ software: ['webgpu', 'tfjs-webgl'] });
    const software = await selectEngine('auto', convolutional, imitated);
    expect(software.engine.id).toBe('simd');
    expect(imitated.started).toEqual(['simd']);

    const noSimd = machineOf({ software: ['webgpu', 'tfjs-webgl'], absent: ['simd'] });
    const last = await selectEngine('auto', convolutional, noSimd);
    expect([last.engine.id, last.reason]).toEqual(['tfjs-webgl', 'only-fit']);
    expect(outcomes(last.ladder)).toEqual(expect.arrayContaining(['tfjs-wasm unsuited']));

    const bare = machineOf({ absent: ['webgpu', 'tfjs-webgl', 'simd'] });
    const plain = await selectEngine('auto', convolutional, bare);
    expect([plain.engine.id, plain.reason]).toEqual(['tfjs-cpu', 'last-resort']);
  });

  it('replaces an engine that was chosen by hand and cannot execute it, and says why', async () => {
    const { machine, started } = machineOf({});
    const { engine, reason, ladder } = await selectEngine('tfjs-wasm', convolutional, { machine });
    expect([engine.id, reason]).toEqual(['webgpu', 'choice-unsuited']);
    expect(outcomes(ladder)[0]).toBe('tfjs-wasm unsuited');
    expect(started).toEqual(['webgpu']);
  });

  it('is left to the general engine where ours lacks an operation', async () => {
    vi.mocked(missingCapabilities).mockReturnValueOnce(['concatenation']);
    const { engine, reason, ladder } = await selectEngine('auto', setup, machineOf({}));
    expect([engine.id, reason]).toEqual(['tfjs-webgpu', 'gpu']);
    expect(outcomes(ladder)).toEqual(['webgpu unsuited', 'tfjs-webgpu chosen']);
  });

  it('is recognised by its spec', () => {
    const plain = specWith({ model: 'vae' });
    const everywhere: EngineId[] = ['webgpu', 'simd', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'];
    expect(everywhere.filter((id) => !canExecute(id, plain))).toEqual([]);
    expect(everywhere.filter((id) => canExecute(id, convolutional.spec))).toEqual([
      'webgpu',
      'simd',
      'tfjs-webgpu',
      'tfjs-webgl',
      'tfjs-cpu',
    ]);
  });
});

describe('a choice by hand', () => {
  it('is kept, software or slow', async () => {
    for (const id of ['webgpu', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-cpu'] as const) {
      const { machine, started } = machineOf({ software: ['webgpu', 'tfjs-webgpu', 'tfjs-webgl'] });
      const { engine, reason } = await selectEngine(id, setup, { machine });
      expect([engine.id, reason, started]).toEqual([id, 'by-hand', [id]]);
    }
  });

  it('that fails its self-test is replaced by the next engine, with the reason', async () => {
    const { machine } = machineOf({ wrong: ['tfjs-webgl'], absent: ['webgpu'] });
    const { engine, reason, ladder } = await selectEngine('tfjs-webgl', setup, { machine });
    expect([engine.id, reason]).toEqual(['simd', 'choice-failed']);
    expect(outcomes(ladder)).toEqual(['tfjs-webgl failed', 'webgpu unavailable', 'simd chosen']);
  });
});

it('reports the exact problem of a rung that fails, for the screen to show', async () => {
  const { machine } = machineOf({});
  const start: typeof machine.start = async (id, s) => {
    if (id === 'webgpu') throw new ProblemError('engine.memory', { mebibytes: 9000 });
    return machine.start(id, s);
  };
  const { engine, ladder } = await selectEngine('webgpu', setup, { machine: { ...machine, start } });
  expect(engine.id).not.toBe('webgpu');
  const rung = ladder.find(({ id }) => id === 'webgpu');
  expect(rung).toMatchObject({
    outcome: 'failed',
    problem: { code: 'engine.memory', params: { mebibytes: 9000 } },
  });
});

describe('half precision', () => {
  const selectHalf = (...wrong: (string | null)[]) => {
    const info = { description: 'a GPU', vendor: '', architecture: '', device: '' };
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => ({ info }) } });
    onTestFinished(() => {
      vi.unstubAllGlobals();
      vi.mocked(createWebgpuEngine)
        .mockReset()
        .mockReturnValue(new Promise(() => {}));
    });
    let renounced: string | null = null;
    const renounce = async (why: string) => {
      renounced = why;
    };
    vi.mocked(createWebgpuEngine).mockImplementation(async () => {
      const engine = fakeEngine('webgpu', () => {});
      return renounced === null
        ? { ...engine, half: { renounce }, device: 'float16' }
        : { ...engine, device: `float32, not ${renounced}` };
    });
    for (const one of wrong) vi.mocked(selfTest).mockResolvedValueOnce(one);
    return selectEngine('webgpu', setup);
  };

  it('is kept where it passes the self-test', async () => {
    expect((await selectHalf(null)).engine.device).toBe('float16');
  });

  it('is given up where it does not, for float32 on the same GPU, which the badge says', async () => {
    const { engine, ladder, reason } = await selectHalf('loss of step 2', null);
    expect(engine.device).toBe('float32, not loss of step 2');
    expect([reason, outcomes(ladder), ladder[0].detail]).toEqual([
      'by-hand',
      ['webgpu chosen'],
      engine.device,
    ]);
  });

  it('says what is wrong in float32 too', async () => {
    const { ladder } = await selectHalf('loss of step 2', 'decode');
    expect(ladder[0]).toMatchObject({ id: 'webgpu', outcome: 'failed' });
    expect(ladder[0].detail).toContain('decode');
  });
});

describe('a rung that never responds', () => {
  it('fails: the next one is taken in time', async () => {
    vi.useFakeTimers();
    try {
      const { machine } = machineOf({ absent: ['tfjs-webgl'] });
      const hangs: Machine = {
        ...machine,
        start: (id, given) => (id === 'webgpu' ? new Promise(() => {}) : machine.start(id, given)),
      };
      const chosen = selectEngine('auto', setup, { machine: hangs });
      await vi.advanceTimersByTimeAsync(90_000);
      const { engine, ladder } = await chosen;
      expect(engine.id).toBe('tfjs-webgpu');
      expect(ladder[0]).toMatchObject({ id: 'webgpu', outcome: 'failed' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('may take its time as long as it makes progress, and is closed when it finishes too late', async () => {
    vi.useFakeTimers();
    try {
      const { machine, open } = machineOf({ absent: ['tfjs-webgl'] });
      let late: () => void = () => {};
      const slow: Machine = {
        ...machine,
        async start(id, given) {
          if (id !== 'webgpu') return machine.start(id, given);
          for (let s = 0; s < 10; s++) {
            await new Promise((resolve) => setTimeout(resolve, 60_000));
            given.onProgress?.(s, 20);
          }
          await new Promise<void>((resolve) => {
            late = resolve;
          });
          return machine.start(id, given);
        },
      };
      const chosen = selectEngine('auto', setup, { machine: slow });
      await vi.advanceTimersByTimeAsync(690_000 + 90_000);
      expect((await chosen).engine.id).toBe('tfjs-webgpu');
      late();
      await vi.advanceTimersByTimeAsync(0);
      expect([...open]).toEqual(['tfjs-webgpu']);
    } finally {
      vi.useRealTimers();
    }
  });
});

it('an engine requested by name that never responds is given up in time', async () => {
  vi.useFakeTimers();
  try {
    const created = createEngine('webgpu', setup);
    const refused = expect(created).rejects.toMatchObject({
      problem: { code: 'engine.failed', params: { engine: 'webgpu', message: 'no response within 90 s' } },
    });
    await vi.advanceTimersByTimeAsync(89_000);
    await vi.advanceTimersByTimeAsync(2000);
    await refused;
  } finally {
    vi.useRealTimers();
  }
});

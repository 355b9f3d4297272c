/** Executes a program whose rows the caller gives in float64: what other executions are compared with. */
import type { Program } from '../compile';
import { batchOf, type Execution, referenceReading } from '../execution';
import { programState, programStep } from '../reference';

/** For at most `rows` rows at once. */
export function referenceExecution(program: Program, rows: number): Execution {
  const { layout } = program;
  let state = programState(layout, new Float64Array(layout.size));
  return {
    ...referenceReading(program, rows, () => state.parameters),
    load(parameters) {
      state = programState(layout, Float64Array.from(parameters));
    },
    parameters: () => state.parameters.slice(),
    learn: (given, step, hyper) => programStep(program, state, batchOf(given, step), hyper).total ?? 0,
  };
}

/**
 * Everything that can go wrong, by name. A problem travels as data (from the worker too) and is
 * put into words by `app/i18n`, so that each has one clear sentence in every language.
 */
export type ProblemCode =
  // settings and links
  | 'setting.unknown' // key
  | 'setting.invalid' // key, value
  | 'setting.conflict' // key, en, zh
  | 'link.tooLong' // limit
  | 'link.version' // version
  | 'link.damaged' // part
  // data
  | 'data.unreachable' // dataset
  | 'data.checksum' // file
  | 'data.tooLarge' // file, limit
  | 'idx.magic' // file
  | 'idx.truncated' // file, expected, actual
  | 'idx.trailing' // file, extra
  | 'idx.tooLarge' // file, limit
  | 'idx.shape' // file, rows, columns
  | 'idx.labelRange' // file, value
  | 'idx.counts' // images, labels
  | 'idx.gzip' // file
  | 'idx.empty' // file
  | 'data.noImages'
  | 'data.ambiguous' // file
  // checkpoints
  | 'checkpoint.unreadable'
  | 'checkpoint.truncated' // expected, actual
  | 'checkpoint.tooLarge' // limit
  | 'checkpoint.missing' // name
  | 'checkpoint.unexpected' // name
  | 'checkpoint.shape' // name, expected, actual
  | 'checkpoint.dtype' // name, dtype
  | 'checkpoint.notFinite' // name
  | 'checkpoint.settings'
  | 'checkpoint.noOptimiser' // step
  | 'file.unknown' // file
  | 'picture.unreadable' // file
  | 'picture.blank' // file
  // engines and runs
  | 'engine.unavailable' // engine
  | 'engine.unsuited' // engine
  | 'engine.lost' // engine, next
  | 'engine.failed' // engine, message
  | 'engine.memory' // mebibytes
  | 'engine.none'
  | 'worker.died'
  | 'worker.blocked'
  | 'analysis.failed'
  | 'run.diverged' // step
  | 'run.noData'
  | 'run.badInput' // what
  | 'run.noEncoder'
  | 'run.noLatent'
  | 'run.noBound'
  // the machine
  | 'storage.unavailable'
  | 'app.crashed'; // message

export interface Problem {
  code: ProblemCode;
  params?: Record<string, string | number>;
}

/** An error that carries its problem, so that whoever catches it can say it on the screen. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, params?: Record<string, string | number>) {
    super(`${code}${params ? ` ${JSON.stringify(params)}` : ''}`);
    this.name = 'ProblemError';
    this.problem = { code, params };
  }
}

/** The problem behind anything thrown; what is not ours becomes `fallback` with its message. */
export function toProblem(error: unknown, fallback: ProblemCode = 'app.crashed'): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: fallback, params: { message: error instanceof Error ? error.message : String(error) } };
}

/**
 * Everything that can go wrong, by name, with the parameters of its message. A problem travels as data (also
 * from the worker), and `app/problemWords.ts` turns it into one clear message in every language; a missing
 * parameter does not compile.
 */

/** For a problem whose message has no parameters. */
type NoParams = Record<never, never>;
type OfFile = { file: string };

/** Why settings cannot be combined, with the number that the message needs. */
export type ConflictReason =
  | {
      reason:
        | 'sparsityWithoutSigmoid'
        | 'dataWithoutLabels'
        | 'classesWithoutLabels'
        | 'engineWithoutConvolutions';
    }
  | { reason: 'convolutionCount' | 'convolutionChannels' | 'pcaSize'; most: number };

export interface ProblemParams {
  // settings and links
  'setting.unknown': { key: string };
  'setting.invalid': { key: string; value: string };
  'setting.conflict': { key: string } & ConflictReason;
  'link.tooLong': { limit: number };
  'link.version': { version: string };
  'link.step': { step: number };
  'link.damaged': { part: string };
  // data
  /** There is no data to learn from yet, so drawn digits are used. */
  'data.unreachable': { dataset: string };
  /** Other images are loaded, and stay. */
  'data.kept': { dataset: string; present: string };
  /** No byte has arrived yet. */
  'data.slow': { dataset: string };
  'data.checksum': OfFile;
  'data.tooLarge': { file: string; limit: number };
  'data.tooManyClasses': { found: number; most: number };
  'data.noImages': NoParams;
  'data.noFiles': NoParams;
  'data.ambiguous': OfFile;
  /** Lines of so many numbers, which are no images. */
  'data.columns': { file: string; columns: number };
  'data.line': { file: string; line: number };
  'data.shape': { file: string; shape: string };
  'data.type': { file: string; type: string };
  'data.damaged': { file: string; format: string };
  /** An archive with a password, or packed by another method than deflate. */
  'data.packed': OfFile;
  'data.tooMany': { file: string; limit: number };
  /** A format that is known by name only. */
  'data.format': { file: string; format: string };
  'idx.magic': OfFile;
  'idx.webPage': OfFile;
  'idx.short': { file: string; actual: number };
  'idx.truncated': { file: string; expected: number; actual: number };
  'idx.trailing': { file: string; extra: number };
  'idx.tooLarge': { file: string; limit: number };
  'idx.shape': { file: string; rows: number; columns: number };
  'idx.labelRange': { file: string; value: number; most: number };
  'idx.counts': { images: number; labels: number; file: string; labelsFile: string };
  'idx.gzip': OfFile;
  'idx.gzipCut': OfFile;
  'idx.empty': OfFile;
  // checkpoints
  'checkpoint.unreadable': NoParams;
  /** A model in the format of another tool, and the line of Python that makes a checkpoint of it. */
  'checkpoint.foreign': { file: string; format: string; python: string };
  'checkpoint.names': { expected: string; found: string };
  /** A file from elsewhere was read under other names. */
  'checkpoint.mapped': { names: string };
  'checkpoint.truncated': { expected: number; actual: number };
  'checkpoint.tooLarge': { limit: number };
  'checkpoint.missing': { name: string };
  'checkpoint.unexpected': { name: string };
  'checkpoint.twice': { name: string };
  'checkpoint.overlap': { name: string };
  'checkpoint.hole': { name: string; extra: number };
  'checkpoint.extra': { extra: number };
  'checkpoint.shape': { name: string; expected: string; actual: string };
  'checkpoint.dtype': { name: string; dtype: string };
  'checkpoint.notFinite': { name: string };
  'checkpoint.huge': { name: string };
  'checkpoint.settings': NoParams;
  /** A model of the reader's own images, which are not those that are loaded: their forms. */
  'checkpoint.classes': { model: number; data: number };
  'checkpoint.images': { model: string; data: string };
  'checkpoint.noOptimiser': { step: number };
  'model.late': { seconds: number };
  'model.steps': NoParams;
  'checkpoint.step': { step: string; limit: number };
  'file.unknown': OfFile;
  'picture.unreadable': OfFile;
  'picture.blank': OfFile;
  // engines and runs
  'engine.unavailable': { engine: string };
  'engine.unsuited': { engine: string };
  'engine.lost': { engine: string; next: string };
  'engine.failed': { engine: string; message: string };
  'engine.memory': { mebibytes: number };
  'engine.none': NoParams;
  /** No engine has been chosen yet: code that does not arrive, or a slow machine. */
  'engine.slow': NoParams;
  'worker.died': NoParams;
  'worker.restarted': { step: number };
  'worker.blocked': NoParams;
  'worker.failed': { message: string };
  'analysis.failed': NoParams;
  'run.diverged': { step: number };
  /** It changes here, and its moments start from zero. */
  'run.optimiser': { step: number };
  'run.slow': { millions: number };
  'run.noData': NoParams;
  /** There are images, but the data settings leave none to learn from. */
  'run.noneLeft': NoParams;
  /** The name of an argument of a call. */
  'run.badInput': { what: string };
  'run.noEncoder': NoParams;
  'run.noLatent': NoParams;
  'run.noBound': NoParams;
  /** There are as many probes as there can be. */
  'probes.full': { most: number };
  /** The browser could not draw or record the path as a file. */
  'path.notSaved': NoParams;
  /** The model or the browser lacks what the file would hold. */
  'export.nothing': NoParams;
  /** There is no model on the screen to pin yet. */
  'compare.nothing': NoParams;
  /** The run of a link is not stored in this browser; `preset`: the id of the nearest preset. */
  'compare.missing': { preset: string; step: number };
  // the page
  'language.unreachable': { language: string };
  /** A new version is stored and waits. */
  'page.update': NoParams;
  // the machine
  'storage.unavailable': NoParams;
  /** A saved run has another checksum than when it was saved, and has been deleted. */
  'autosave.damaged': NoParams;
  'autosave.full': NoParams;
  'app.crashed': { message: string };
}

export type ProblemCode = keyof ProblemParams;
/** Codes whose message has no parameters. */
type PlainCode = {
  [C in ProblemCode]: NoParams extends ProblemParams[C] ? C : never;
}[ProblemCode];
type DetailedCode = Exclude<ProblemCode, PlainCode>;

export type Problem =
  | { code: PlainCode; params?: undefined }
  | { [C in DetailedCode]: { code: C; params: ProblemParams[C] } }[DetailedCode];

/** A problem as the arguments of a call. */
type Named = [code: PlainCode] | { [C in DetailedCode]: [code: C, params: ProblemParams[C]] }[DetailedCode];

/** An error that carries its problem, so that any caller can show it on the screen. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(...[code, params]: Named) {
    super(`${code}${params ? ` ${JSON.stringify(params)}` : ''}`);
    this.name = 'ProblemError';
    // `Named` guarantees that the two match, which destructuring loses.
    this.problem = { code, params } as Problem;
  }

  static of({ code, params }: Problem): ProblemError {
    return new ProblemError(...([code, params] as Named));
  }
}

/** An error of other code, with its own message. */
const crashed = (message: string): Problem => ({ code: 'app.crashed', params: { message } });

/** The problem of anything thrown; for errors of other code, the result of `fallback`. */
export function toProblem(
  error: unknown,
  fallback: PlainCode | ((message: string) => Problem) = crashed,
): Problem {
  if (error instanceof ProblemError) return error.problem;
  return typeof fallback === 'string' ? { code: fallback } : fallback(messageOf(error));
}

/**
 * The message of an error, cut to the length of a notice. Works for anything thrown, even if it cannot be
 * converted to text.
 */
export function messageOf(error: unknown): string {
  try {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(0, 200) || 'no reason given';
  } catch {
    return 'no reason given';
  }
}

/**
 * Everything that can go wrong, by name, with what its sentence has to say beside its words. A problem
 * travels as data (from the worker too) and is put into words by `app/problemWords.ts`, so that each has one clear
 * sentence in every language; a parameter that a sentence needs and that is missing does not compile.
 */

/** Of a problem whose sentence has no parameters. */
type Nothing = Record<never, never>;
type OfFile = { file: string };

/** Why settings cannot go together, with the number that its sentence needs. */
export type ConflictReason =
  | {
      reason:
        | 'sparsityWithoutSigmoid'
        | 'dataWithoutLabels'
        | 'classesWithoutLabels'
        | 'labelWithConvolutions'
        | 'engineWithoutConvolutions';
    }
  | { reason: 'convolutionCount' | 'convolutionChannels'; most: number };

export interface ProblemParams {
  // settings and links
  'setting.unknown': { key: string };
  'setting.invalid': { key: string; value: string };
  'setting.conflict': { key: string } & ConflictReason;
  'link.tooLong': { limit: number };
  'link.version': { version: string };
  'link.damaged': { part: string };
  // data
  /** Nothing can be learned from yet, so drawn digits step in. */
  'data.unreachable': { dataset: string };
  /** There are other images, and they stay. */
  'data.kept': { dataset: string; present: string };
  /** Not a byte has come yet. */
  'data.slow': { dataset: string };
  'data.checksum': OfFile;
  'data.tooLarge': { file: string; limit: number };
  'data.noImages': Nothing;
  'data.noFiles': Nothing;
  'data.ambiguous': OfFile;
  'idx.magic': OfFile;
  'idx.webPage': OfFile;
  'idx.type': { file: string; type: string };
  'idx.twoBytes': OfFile;
  'idx.short': { file: string; actual: number };
  'idx.truncated': { file: string; expected: number; actual: number };
  'idx.trailing': { file: string; extra: number };
  'idx.tooLarge': { file: string; limit: number };
  'idx.shape': { file: string; rows: number; columns: number };
  'idx.labelRange': { file: string; value: number };
  'idx.counts': { images: number; labels: number; file: string; labelsFile: string };
  'idx.gzip': OfFile;
  'idx.gzipCut': OfFile;
  'idx.empty': OfFile;
  // checkpoints
  'checkpoint.unreadable': Nothing;
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
  'checkpoint.settings': Nothing;
  'checkpoint.noOptimiser': { step: number };
  'model.late': { seconds: number };
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
  'engine.none': Nothing;
  /** None has been chosen yet: a program that does not come, or a machine that takes its time. */
  'engine.slow': Nothing;
  'worker.died': Nothing;
  'worker.restarted': { step: number };
  'worker.blocked': Nothing;
  'worker.failed': { message: string };
  'analysis.failed': Nothing;
  'run.diverged': { step: number };
  /** It is another one from here on, and its moments start from zero. */
  'run.optimiser': { step: number };
  'run.slow': { millions: number };
  'run.noData': Nothing;
  /** There are images, but the settings of the data leave none to learn from. */
  'run.noneLeft': Nothing;
  /** An argument of a call, by name. */
  'run.badInput': { what: string };
  'run.noEncoder': Nothing;
  'run.noLatent': Nothing;
  'run.noBound': Nothing;
  // the page
  'language.unreachable': { language: string };
  // the machine
  'storage.unavailable': Nothing;
  'app.crashed': { message: string };
}

export type ProblemCode = keyof ProblemParams;
/** Those whose sentence says nothing beside its words. */
type PlainCode = {
  [C in ProblemCode]: Nothing extends ProblemParams[C] ? C : never;
}[ProblemCode];
type DetailedCode = Exclude<ProblemCode, PlainCode>;

export type Problem =
  | { code: PlainCode; params?: undefined }
  | { [C in DetailedCode]: { code: C; params: ProblemParams[C] } }[DetailedCode];

/** A problem as the arguments of a call. */
type Named = [code: PlainCode] | { [C in DetailedCode]: [code: C, params: ProblemParams[C]] }[DetailedCode];

/** An error that carries its problem, so that whoever catches it can say it on the screen. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(...[code, params]: Named) {
    super(`${code}${params ? ` ${JSON.stringify(params)}` : ''}`);
    this.name = 'ProblemError';
    // `Named` keeps the two together, which is lost where they are taken apart.
    this.problem = { code, params } as Problem;
  }

  static of({ code, params }: Problem): ProblemError {
    return new ProblemError(...([code, params] as Named));
  }
}

/** What is not ours, with its own words. */
const crashed = (message: string): Problem => ({ code: 'app.crashed', params: { message } });

/** The problem behind anything thrown; what is not ours becomes what `fallback` makes of its message. */
export function toProblem(
  error: unknown,
  fallback: PlainCode | ((message: string) => Problem) = crashed,
): Problem {
  if (error instanceof ProblemError) return error.problem;
  return typeof fallback === 'string' ? { code: fallback } : fallback(messageOf(error));
}

/** What an error says, as far as a notice has room for it. Anything can be thrown, even what cannot be turned into a text. */
export function messageOf(error: unknown): string {
  try {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(0, 200) || 'no reason given';
  } catch {
    return 'no reason given';
  }
}

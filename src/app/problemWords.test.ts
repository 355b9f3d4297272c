/** Every problem, with its parameters, gives one whole sentence in both languages. */
import { describe, expect, test } from 'vitest';
import type { Problem, ProblemCode, ProblemParams } from '../experiment/problem';
import { wordsOf } from '../i18n/words';
import { describeProblem, shortened } from './problemWords';

/** An example of each problem, with values as long and as odd as they can be from outside. */
const examples: ProblemParams = {
  'setting.unknown': { key: 'colour' },
  'setting.invalid': { key: 'latent', value: '[null,null,5]' },
  'setting.conflict': { key: 'penalty', reason: 'convolutionChannels', most: 128 },
  'link.tooLong': { limit: 2000 },
  'link.version': { version: '7' },
  'link.damaged': { part: 'latent' },
  'data.unreachable': { dataset: 'kmnist' },
  'data.kept': { dataset: 'kmnist', present: 'mnist' },
  'data.slow': { dataset: 'mnist' },
  'data.checksum': { file: 'train-images' },
  'data.tooLarge': { file: 'film.mkv', limit: 2 ** 30 },
  'data.tooManyClasses': { found: 70, most: 62 },
  'data.noImages': {},
  'model.steps': {},
  'link.step': { step: 300 },
  'data.noFiles': {},
  'data.ambiguous': { file: 'a' },
  'data.columns': { file: 'a', columns: 5 },
  'data.line': { file: 'a', line: 3 },
  'data.shape': { file: 'a', shape: '3 × 5' },
  'data.type': { file: 'a', type: '<U5' },
  'data.damaged': { file: 'a', format: 'zip' },
  'data.packed': { file: 'a' },
  'data.tooMany': { file: 'a', limit: 9 },
  'data.format': { file: 'a', format: 'Parquet' },
  'idx.magic': { file: 'a' },
  'idx.webPage': { file: 'a' },
  'idx.short': { file: 'a', actual: 9 },
  'idx.truncated': { file: 'a', expected: 16, actual: 9 },
  'idx.trailing': { file: 'a', extra: 1 },
  'idx.tooLarge': { file: 'a', limit: 128 },
  'idx.shape': { file: 'a', rows: 32, columns: 32 },
  'idx.labelRange': { file: 'a', value: 10, most: 9 },
  'idx.counts': { file: 'a', images: 3, labelsFile: 'b', labels: 2 },
  'idx.gzip': { file: 'a' },
  'idx.gzipCut': { file: 'a' },
  'idx.empty': { file: 'a' },
  'checkpoint.unreadable': {},
  'checkpoint.foreign': { file: 'a.pt', format: 'PyTorch', python: 'save_file(x, "y")' },
  'checkpoint.names': { expected: 'mu.weight [2, 256]', found: 'x [3]' },
  'checkpoint.mapped': { names: 'fc1 → encoder.0' },
  'checkpoint.truncated': { expected: 100, actual: 9 },
  'checkpoint.tooLarge': { limit: 100 },
  'checkpoint.missing': { name: 'mu.bias' },
  'checkpoint.unexpected': { name: 'mu.bias' },
  'checkpoint.twice': { name: 'mu.bias' },
  'checkpoint.overlap': { name: 'mu.bias' },
  'checkpoint.hole': { name: 'mu.bias', extra: 8 },
  'checkpoint.extra': { extra: 8 },
  'checkpoint.shape': { name: 'mu.bias', expected: '3', actual: '3×1' },
  'checkpoint.dtype': { name: 'mu.bias', dtype: 'I64' },
  'checkpoint.notFinite': { name: 'mu.bias' },
  'checkpoint.huge': { name: 'mu.bias' },
  'checkpoint.settings': {},
  'checkpoint.classes': { model: 47, data: 10 },
  'checkpoint.images': { model: '32 × 32 × 3', data: '28 × 28' },
  'checkpoint.noOptimiser': { step: 40 },
  'run.optimiser': { step: 1 },
  'model.late': { seconds: 8 },
  'checkpoint.step': { step: '9007199254740991', limit: 1e9 },
  'file.unknown': { file: 'a' },
  'picture.unreadable': { file: 'a' },
  'picture.blank': { file: 'a' },
  'engine.unavailable': { engine: 'simd' },
  'engine.unsuited': { engine: 'simd' },
  'engine.lost': { engine: 'webgpu', next: 'simd' },
  'engine.failed': { engine: 'webgpu', message: 'no reason given' },
  'engine.memory': { mebibytes: 900 },
  'engine.none': {},
  'engine.slow': {},
  'worker.died': {},
  'worker.restarted': { step: 40 },
  'worker.blocked': {},
  'worker.failed': { message: 'out of range' },
  'analysis.failed': {},
  'run.diverged': { step: 12 },
  'run.slow': { millions: 53 },
  'run.noData': {},
  'run.noneLeft': {},
  'run.badInput': { what: 'images' },
  'run.noEncoder': {},
  'run.noLatent': {},
  'run.noBound': {},
  'probes.full': { most: 12 },
  'compare.nothing': {},
  'compare.missing': { preset: 'ae', step: 380 },
  'path.notSaved': {},
  'export.nothing': {},
  'language.unreachable': { language: 'Español' },
  'storage.unavailable': {},
  'autosave.damaged': {},
  'autosave.full': {},
  'page.update': {},
  'app.crashed': { message: 'out of range' },
};
const codes = Object.keys(examples) as ProblemCode[];
/** Gives each code its own parameters. */
const example = (code: ProblemCode) => ({ code, params: examples[code] }) as Problem;

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  const words = wordsOf(locale);

  test.each(codes)('%s is a whole sentence', (code) => {
    const sentence = describeProblem(words, example(code));
    expect(sentence).not.toMatch(/[{}]|undefined|\bnull\b(?!,)|\[object|NaN/);
    expect(sentence).toMatch(locale === 'en' ? /[.)]$/ : /[。）]$/);
    for (const [name, value] of Object.entries(examples[code]))
      if (code !== 'setting.conflict' && !['present', 'preset', 'dataset'].includes(name))
        expect(sentence).toContain(typeof value === 'number' ? words.number.plain(value) : String(value));
  });

  test('names of any length and kind leave room for the sentence and its button', () => {
    const odd = [
      'x'.repeat(5000),
      '字'.repeat(300),
      '👩‍👩‍👧'.repeat(200),
      'a\nb\u202egnp.exe',
      '{engine}',
      '',
      '\u0000',
    ];
    for (const file of odd) {
      const sentence = describeProblem(words, { code: 'idx.gzip', params: { file } });
      const bare = describeProblem(words, { code: 'idx.gzip', params: { file: 'a' } });
      expect([...sentence].length).toBeLessThan([...bare].length + 48);
      expect(sentence).not.toMatch(/[\p{Cc}\u202e]/u);
    }
  });
});

test('a conflict explains why the settings cannot be combined', () => {
  const problem = example('setting.conflict');
  expect(describeProblem(wordsOf('en'), problem)).toBe('A convolution has 128 channels at most.');
});

test('data sets have their names', () => {
  const said = (problem: Problem) => describeProblem(wordsOf('en'), problem);
  for (const code of ['data.unreachable', 'data.slow'] as const)
    expect(said({ code, params: { dataset: 'mnist' } })).toMatch(
      /^MNIST digits: the data set (could|has) not/,
    );
});

test('says which images are kept', () => {
  const problem: Problem = { code: 'data.kept', params: { dataset: 'kmnist', present: 'drawn' } };
  expect(describeProblem(wordsOf('en'), problem)).toContain(
    'KMNIST characters: the data set could not be fetched',
  );
  expect(describeProblem(wordsOf('en'), problem)).toContain('Drawn digits');
  expect(describeProblem(wordsOf('zh-CN'), problem)).toContain('程序绘制的数字');
});

test('a long name is shortened in the middle', () => {
  expect(shortened('a-very-long-name-of-some-images-idx3-ubyte.gz', 21)).toBe('a-very-lon…3-ubyte.gz');
  expect(shortened('short.gz', 21)).toBe('short.gz');
});

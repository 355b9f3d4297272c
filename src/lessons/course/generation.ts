/** Generation: draws from N(0, I) decoded by a plain autoencoder and by a VAE. */
import { defineWords } from '../../i18n/words';
import { type Lesson, type LessonFacts, NOT_YET } from '../lesson';

/** How many more of the ten classes the VAE has to cover: over seeds 1 to 5 it was 6, 5, 4, 5 and 1. */
const MORE = 1;
const EPOCHS = 2;

/** Draws from N(0, 1), which is the prior of a VAE. */
const SOURCES = ['normal', 'prior'];

const covered = ({ results: { draws }, status, step }: LessonFacts): number | null =>
  draws && SOURCES.includes(draws.source) && status !== 'running' && step > 0 ? draws.covered : null;

export const generation: Lesson = {
  id: 'generation',
  steps: [
    {
      id: 'ae',
      target: 'measured',
      predict: { choices: ['all', 'some'], right: 'some' },
      setup: { preset: 'ae', settings: { stopAfter: EPOCHS } },
      use: 'samples',
      check(facts) {
        const found = covered(facts);
        if (found === null || facts.status !== 'finished') return NOT_YET;
        return { passed: true, value: found, shown: { covered: [found, 0] } };
      },
      keep: (facts) => ({ covered: [covered(facts) ?? Number.NaN] }),
    },
    {
      id: 'vae',
      needs: 'ae',
      target: `≥ ${MORE} more than the step before`,
      predict: { choices: ['more', 'same', 'fewer'], right: 'more' },
      setup: { preset: 'vae', settings: { stopAfter: EPOCHS } },
      use: 'samples',
      check(facts) {
        const [found, [before]] = [covered(facts), facts.kept.covered ?? []];
        if (found === null || before === undefined) return NOT_YET;
        return {
          passed: found >= before + MORE,
          value: found,
          shown: { covered: [found, 0], before: [before, 0] },
        };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'Decoding is not yet generating',
      intro:
        'A decoder turns any code into an image. To generate new digits, one must also know which codes to draw. A plain autoencoder never learns that; a VAE is trained so that its codes look like N(0, 1). Decode 300 draws from N(0, 1) in both.',
      'ae.question':
        'A plain autoencoder, trained for two epochs. Will draws from N(0, 1) show all ten digits?',
      'ae.all': 'Yes, all ten',
      'ae.some': 'No, only some of them',
      'ae.task': 'Set it up and press Train; it stops after two epochs. Open Sample and choose N(0, 1).',
      'ae.reading': 'Draws from N(0, 1) cover {covered} of 10 classes.',
      'ae.right':
        'Right: nothing kept its codes near 0. Look at the plane: N(0, 1) is a small disc, and most digits lie outside.',
      'ae.wrong':
        'Only some: nothing kept its codes near 0. Look at the plane: N(0, 1) is a small disc, and most digits lie outside.',
      'vae.question': 'And a VAE with the same layers, after the same two epochs?',
      'vae.more': 'More classes',
      'vae.same': 'About as many',
      'vae.fewer': 'Fewer',
      'vae.task': 'Set it up and press Train again, with Sample open.',
      'vae.reading': 'The VAE covers {covered} of 10 classes, the plain autoencoder {before}.',
      'vae.right':
        'Right: the KL term pulled the codes of all digits under N(0, 1), so draws from it land where the decoder has learned to draw.',
      'vae.wrong':
        'More: the KL term pulled the codes of all digits under N(0, 1), so draws from it land where the decoder has learned to draw.',
    },
    'zh-CN': {
      title: '会解码还不等于会生成',
      intro:
        '解码器把任何编码变成图像。要生成新的数字，还得知道该抽取哪些编码。普通自编码器从未学过这一点；VAE 在训练中让编码看起来像 N(0, 1)。把 N(0, 1) 的 300 次抽样分别交给两者解码。',
      'ae.question': '普通自编码器训练两轮。从 N(0, 1) 抽样，会出现全部十个数字吗？',
      'ae.all': '会，十个都有',
      'ae.some': '不会，只有一部分',
      'ae.task': '设置好模型，按“训练”，两轮之后它会自动停止。打开“采样”，选择 N(0, 1)。',
      'ae.reading': '从 N(0, 1) 的抽样覆盖了 10 类中的 {covered} 类。',
      'ae.right': '对：没有什么把它的编码拉到 0 附近。看看平面：N(0, 1) 只是一个小圆盘，多数数字在它外面。',
      'ae.wrong':
        '只有一部分：没有什么把编码拉到 0 附近。看看平面：N(0, 1) 只是一个小圆盘，多数数字在它外面。',
      'vae.question': '层数相同的 VAE，同样训练两轮呢？',
      'vae.more': '更多类别',
      'vae.same': '差不多',
      'vae.fewer': '更少',
      'vae.task': '设置好模型，保持“采样”打开，再按“训练”。',
      'vae.reading': 'VAE 覆盖 10 类中的 {covered} 类，普通自编码器是 {before} 类。',
      'vae.right': '对：KL 项把所有数字的编码都拉到 N(0, 1) 之下，因此抽样落在解码器学会画图的地方。',
      'vae.wrong': '更多：KL 项把所有数字的编码都拉到 N(0, 1) 之下，因此抽样落在解码器学会画图的地方。',
    },
  }),
};

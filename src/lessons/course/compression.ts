/** Compression: a linear autoencoder finds the plane of PCA (Baldi & Hornik 1989). */
import { defineWords } from '../../i18n/words';
import { principalAngles } from '../../math/principalAngles';
import { type Lesson, type LessonFacts, NOT_YET } from '../lesson';

/** The Gaussian reconstruction loss is half the squared error. */
const squaredError = ({ test }: LessonFacts): number | null => test && 2 * test.recon;
const linear = { preset: 'linear-ae', settings: { stopAfter: 20 } };
/** The limits of `npm run models`; its comment says why the angle is not 0. */
const LIMITS = { ratio: 1.01, degrees: 10 };

export const compression: Lesson = {
  id: 'compression',
  steps: [
    {
      id: 'pca',
      target: 'measured',
      predict: { choices: ['little', 'sixth', 'most'], right: 'sixth' },
      setup: { preset: 'pca' },
      wholeTest: true,
      check(facts) {
        const [error, mean] = [squaredError(facts), facts.variance()];
        if (error === null || mean === null || facts.step === 0) return NOT_YET;
        const percent = 100 * (1 - error / mean);
        return {
          passed: true,
          value: percent,
          shown: { error: [error, 1], mean: [mean, 1], percent: [percent, 0] },
        };
      },
      keep: (facts) => ({ error: [squaredError(facts) ?? Number.NaN], plane: facts.decoderRows() ?? [] }),
    },
    {
      id: 'linear',
      needs: 'pca',
      target: `≤ ${LIMITS.ratio}`,
      predict: { choices: ['lower', 'same', 'higher'], right: 'same' },
      setup: linear,
      wholeTest: true,
      check(facts) {
        const [error, [least]] = [squaredError(facts), facts.kept.error ?? []];
        if (error === null || least === undefined) return NOT_YET;
        const ratio = error / least;
        return {
          passed: ratio <= LIMITS.ratio,
          value: ratio,
          shown: { ratio: [ratio, 3], error: [error, 1], least: [least, 1] },
        };
      },
    },
    {
      id: 'plane',
      needs: 'pca',
      target: `≤ ${LIMITS.degrees}`,
      predict: { choices: ['none', 'half', 'square'], right: 'none' },
      setup: linear,
      check(facts) {
        const [rows, plane] = [facts.decoderRows(), facts.kept.plane ?? []];
        if (rows === null || rows.length !== plane.length) return NOT_YET;
        const [largest] = principalAngles(
          Float64Array.from(rows),
          Float64Array.from(plane),
          facts.spec.latent,
        );
        const degrees = (largest * 180) / Math.PI;
        return { passed: degrees <= LIMITS.degrees, value: degrees, shown: { degrees: [degrees, 1] } };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'Autoencoders compress',
      intro:
        'An autoencoder squeezes an image into a few numbers and rebuilds it from them. PCA has done so since 1901, with one matrix in and one matrix out. How much do two numbers hold, and does gradient descent find anything that PCA does not?',
      'pca.question':
        'PCA keeps two numbers of each image. How much of the squared error do they remove, compared with showing the mean image every time?',
      'pca.little': 'Under 5%',
      'pca.sixth': 'About a sixth',
      'pca.most': 'Nearly all',
      'pca.task': 'Set up PCA and press Train: it is solved in one step.',
      'pca.reading':
        'Squared error of a test image: {error}; of the mean image: {mean}. That is {percent}% less.',
      'pca.right':
        'Right: digits vary in many ways, and two straight directions catch only the two widest of them.',
      'pca.wrong':
        'It is about a sixth: digits vary in many ways, and two straight directions catch only two of them.',
      'linear.question':
        'Now a linear autoencoder: one layer in, one layer out, no activation, random first weights, gradient descent. Where will its error end?',
      'linear.lower': 'Clearly below PCA’s',
      'linear.same': 'Within 1% of PCA’s',
      'linear.higher': 'Clearly above PCA’s',
      'linear.task': 'Set up the linear autoencoder and press Train. It stops by itself after 20 epochs.',
      'linear.reading': 'Its squared error is {error}: {ratio} times PCA’s {least}.',
      'linear.right':
        'Right: no linear map through two numbers does better than PCA (Baldi & Hornik 1989), and gradient descent gets there.',
      'linear.wrong':
        'They end together: PCA is the best linear map through two numbers (Baldi & Hornik 1989), and gradient descent gets there.',
      'plane.question':
        'Everything that each of the two can draw lies on a plane in the 784-dimensional space of images. What is the angle between the two planes?',
      'plane.none': 'Below 10°',
      'plane.half': 'About 45°',
      'plane.square': 'About 90°',
      'plane.task': 'Nothing to change: the page compares the weights on the screen with PCA’s.',
      'plane.reading': 'The largest angle between the two planes is {degrees}°.',
      'plane.right':
        'Right, it is the same plane. Only the axes within it differ: PCA orders them, gradient descent does not.',
      'plane.wrong':
        'It is the same plane. Only the axes within it differ: PCA orders them, gradient descent does not.',
    },
    'zh-CN': {
      title: '自编码器就是压缩',
      intro:
        '自编码器把图像压缩成几个数，再由它们重建图像。PCA 从 1901 年起就在做这件事，只用一进一出两个矩阵。两个数能保留多少信息？梯度下降能找到 PCA 找不到的东西吗？',
      'pca.question': 'PCA 为每幅图像只保留两个数。与每次都给出平均图像相比，平方误差能减少多少？',
      'pca.little': '不到 5%',
      'pca.sixth': '大约六分之一',
      'pca.most': '几乎全部',
      'pca.task': '设置好 PCA，然后按“训练”：只需一步即可求解。',
      'pca.reading': '测试图像的平方误差为 {error}，平均图像为 {mean}，减少了 {percent}%。',
      'pca.right': '对。数字的变化方式很多，两个直线方向只能抓住其中最宽的两个。',
      'pca.wrong': '大约是六分之一：数字的变化方式很多，两个直线方向只能抓住其中两个。',
      'linear.question':
        '现在是线性自编码器：一层编码、一层解码，没有激活函数，从随机权重开始做梯度下降。它的误差最后会在哪里？',
      'linear.lower': '明显低于 PCA',
      'linear.same': '与 PCA 相差不到 1%',
      'linear.higher': '明显高于 PCA',
      'linear.task': '设置好线性自编码器，按“训练”。20 轮之后它会自动停止。',
      'linear.reading': '它的平方误差为 {error}，是 PCA（{least}）的 {ratio} 倍。',
      'linear.right':
        '对。经过两个数的线性映射中没有比 PCA 更好的（Baldi & Hornik 1989），而梯度下降能到达那里。',
      'linear.wrong':
        '两者最终相同：PCA 是经过两个数的最佳线性映射（Baldi & Hornik 1989），而梯度下降能到达那里。',
      'plane.question':
        '两个模型能画出的所有图像，各自位于 784 维图像空间的一个平面上。这两个平面的夹角是多少？',
      'plane.none': '小于 10°',
      'plane.half': '大约 45°',
      'plane.square': '大约 90°',
      'plane.task': '什么都不用改：页面会把屏幕上的权重与 PCA 的相比较。',
      'plane.reading': '两个平面之间的最大夹角为 {degrees}°。',
      'plane.right': '对，是同一个平面。不同的只是平面内的坐标轴：PCA 按重要性排序，梯度下降则没有顺序。',
      'plane.wrong': '其实是同一个平面。不同的只是平面内的坐标轴：PCA 按重要性排序，梯度下降则没有顺序。',
    },
  }),
};

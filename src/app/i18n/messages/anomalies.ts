import type { Text } from '../../../experiment/schema';

/** How unusual images are: the histogram of scores, its threshold, and what falls on it. */
export const anomalies = {
  'anomalies.test': { en: 'test images', zh: '测试图像' },
  'anomalies.test.count': { en: 'The first {count} of them', zh: '前 {count} 张' },
  'anomalies.beside': { en: 'Beside the test images', zh: '与测试图像对照' },
  'anomalies.inverted': { en: 'inverted test images', zh: '反色的测试图像' },
  'anomalies.drawn': { en: 'digits drawn by this page', zh: '本页绘制的数字' },
  'anomalies.noise': { en: 'blank page to noise', zh: '从空白到噪声' },
  'anomalies.unreachable': {
    en: '{dataset} cannot be had here; take another sample.',
    zh: '此处无法获取 {dataset}；请换一种对照。',
  },
  'anomalies.score.bound': { en: '−ELBO at z = μ, nats', zh: 'z = μ 处的 −ELBO，奈特' },
  'anomalies.score.error': { en: 'reconstruction error, nats', zh: '重构误差，奈特' },
  'anomalies.score.likelihood': { en: '−log p(x), nats', zh: '−log p(x)，奈特' },
  'anomalies.score.hint': {
    en: 'Higher is more unusual. The axis is logarithmic; the highest bar of each sample fills the height.',
    zh: '越高越不寻常。横轴为对数刻度；各样本的最高柱占满高度。',
  },
  'anomalies.histogram': {
    en: 'Histogram of scores: test images filled, {other} hatched',
    zh: '分数直方图：测试图像为实心，{other}为斜线',
  },
  'anomalies.threshold': { en: 'Threshold', zh: '阈值' },
  'anomalies.threshold.value': {
    en: '{nats} nats: {caught} caught, {alarms} false alarms',
    zh: '{nats} 奈特：检出 {caught}，误报 {alarms}',
  },
  'anomalies.beyond': { en: 'called anomalies', zh: '判为异常' },
  'anomalies.threshold.usual': { en: 'Back to 5%', zh: '回到 5%' },
  'anomalies.threshold.usual.hint': {
    en: 'The threshold that 5% of the test images are above, and that follows the training',
    zh: '恰有 5% 的测试图像超过的阈值，并随训练更新',
  },
  'anomalies.area': { en: 'ROC area', zh: 'ROC 面积' },
  'anomalies.area.hint': {
    en: 'The chance that one of these images scores above a test image: 1 tells them all apart, 0.5 none',
    zh: '对照图像的分数高于测试图像的概率：1 为完全可分，0.5 为不可分',
  },
  'anomalies.caught': { en: 'caught', zh: '检出' },
  'anomalies.caught.hint': {
    en: 'Of the images set beside the test images, the share above the threshold',
    zh: '对照图像中高于阈值的占比',
  },
  'anomalies.alarms': { en: 'false alarms', zh: '误报' },
  'anomalies.alarms.hint': {
    en: 'Of the test images, the share above the threshold',
    zh: '测试图像中高于阈值的占比',
  },
  'anomalies.open': { en: 'Open a picture', zh: '打开图片' },
  'anomalies.bring': {
    en: 'Drop a picture here, or draw one under Drawing, to see where it falls.',
    zh: '把图片拖到这里，或在“手绘”中画一个，看看它落在哪里。',
  },
  'anomalies.drawing': { en: 'your drawing', zh: '你的手绘' },
  'anomalies.picture': { en: 'your picture', zh: '你的图片' },
  'anomalies.remove': { en: 'Remove the picture', zh: '移除图片' },
  'anomalies.verdict': {
    en: '{nats} nats: more unusual than {share} of test images',
    zh: '{nats} 奈特：比 {share} 的测试图像更不寻常',
  },
  'anomalies.verdict.short': {
    en: '{nats} nats: more unusual than {share}',
    zh: '{nats} 奈特：比 {share} 更不寻常',
  },
  'anomalies.unknown': { en: 'not scored yet', zh: '尚未评分' },
  'anomalies.unusual': { en: 'The most unusual test images', zh: '最不寻常的测试图像' },
  'anomalies.unusual.short': { en: 'Most unusual', zh: '最不寻常' },
  'anomalies.unusual.image': { en: 'Test image {index}: {nats} nats', zh: '测试图像 {index}：{nats} 奈特' },
  'anomalies.unusual.label': {
    en: 'Test image {index}, class {label}: {nats} nats',
    zh: '测试图像 {index}，类别 {label}：{nats} 奈特',
  },
  'anomalies.waiting': { en: 'The images come with the data.', zh: '图像随数据一同到来。' },
} satisfies Record<string, Text>;

import type { Text } from '../../../experiment/schema';

/** How much of the classes a code keeps that was never told them. */
export const features = {
  'features.step': { en: 'step {step}', zh: '第 {step} 步' },
  'features.images': { en: '{count} {count:image|images}', zh: '{count} 张图像' },
  'features.code': { en: 'Code', zh: '编码' },
  'features.pca': { en: 'PCA', zh: 'PCA' },
  'features.pixels': { en: 'Pixels', zh: '像素' },
  'features.numbers': { en: 'Numbers per image', zh: '每张图像的数值个数' },
  'features.nothing': { en: 'chance', zh: '随机' },
  'features.knn': { en: 'kNN vote', zh: 'kNN 投票' },
  'features.knn.hint': {
    en: 'Accuracy: the ten nearest of the first half of the images vote on each of the second half',
    zh: '准确率：由前一半图像中最近的 10 张为后一半的每张图像投票',
  },
  'features.probe': { en: 'Linear probe', zh: '线性探针' },
  'features.probe.hint': {
    en: 'Accuracy of a logistic regression, learned on the first half of the images and tested on the second',
    zh: '逻辑回归的准确率：在前一半图像上学习，在后一半上测试',
  },
  'features.nmi': { en: 'k-means NMI', zh: 'k-均值 NMI' },
  'features.nmi.hint': {
    en: 'Ten clusters, found without labels: the information that they share with the classes (normalised mutual information)',
    zh: '不用标签找出的 10 个簇与类别之间的归一化互信息',
  },
  'features.purity': { en: 'k-means purity', zh: 'k-均值纯度' },
  'features.purity.hint': {
    en: 'Ten clusters, found without labels: the share of images that are of the commonest class of their cluster',
    zh: '不用标签找出的 10 个簇：属于所在簇最常见类别的图像所占比例',
  },
  'features.none': {
    en: 'As soon as there are codes of test images, they are measured here.',
    zh: '有了测试图像的编码，即在此测量。',
  },
  'features.is.waiting': { en: 'Measuring …', zh: '正在测量……' },
  'features.is.lost': {
    en: 'The codes are no numbers any more: there is nothing to measure.',
    zh: '编码已不是有效数值，无从测量。',
  },
  'features.is.pca': {
    en: 'This model is PCA, learned from all training images; the other from half of these test images.',
    zh: '此模型就是 PCA，由全部训练图像求得；另一个则由这些测试图像的一半求得。',
  },
  'features.is.conditional': {
    en: 'The decoder is told the label, so the code is free to leave it out: low is as it should be.',
    zh: '解码器已知标签，编码不必再记录它，因此数值低是正常的。',
  },
  'features.is.ahead': {
    en: 'Without ever seeing a label: neighbours share their class more often than in PCA of the same size.',
    zh: '从未见过标签，但与同样大小的 PCA 编码相比，相邻图像更常属于同一类。',
  },
  'features.is.level': {
    en: 'Neighbours share their class about as often as in PCA of the same size.',
    zh: '相邻图像属于同一类的比例，与同样大小的 PCA 编码相当。',
  },
  'features.is.behind': {
    en: 'Neighbours share their class less often than in PCA of the same size.',
    zh: '相邻图像属于同一类的比例，低于同样大小的 PCA 编码。',
  },
} as const satisfies Record<string, Text>;

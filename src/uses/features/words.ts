/** How much of the classes a code keeps that was never told them. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'features.region': 'Features',
    'features.step': 'step {step}',
    'features.images': '{count, plural, one {# image} other {# images}}',
    'features.code': 'Code',
    'features.pca': 'PCA',
    'features.pixels': 'Pixels',
    'features.numbers': 'Numbers per image',
    'features.nothing': 'chance',
    'features.knn': 'kNN vote',
    'features.knn.hint':
      'Accuracy: the ten nearest of the first half of the images vote on each of the second half',
    'features.probe': 'Linear probe',
    'features.probe.hint':
      'Accuracy of a logistic regression, learned on the first half of the images and tested on the second',
    'features.nmi': 'k-means NMI',
    'features.nmi.hint':
      'Ten clusters, found without labels: the information that they share with the classes (normalised mutual information)',
    'features.purity': 'k-means purity',
    'features.purity.hint':
      'Ten clusters, found without labels: the share of images that are of the commonest class of their cluster',
    'features.none': 'As soon as there are codes of test images, they are measured here.',
    'features.is.waiting': 'Measuring …',
    'features.is.lost': 'The codes are no numbers any more: there is nothing to measure.',
    'features.is.pca':
      'This model is PCA, learned from all training images; the other from half of these test images.',
    'features.is.conditional':
      'The decoder is told the label, so the code is free to leave it out: low is as it should be.',
    'features.is.ahead':
      'Without ever seeing a label: neighbours share their class more often than in PCA of the same size.',
    'features.is.level': 'Neighbours share their class about as often as in PCA of the same size.',
    'features.is.behind': 'Neighbours share their class less often than in PCA of the same size.',
  },
  'zh-CN': {
    'features.region': '特征',
    'features.step': '第 {step} 步',
    'features.images': '{count} 张图像',
    'features.code': '编码',
    'features.pca': 'PCA',
    'features.pixels': '像素',
    'features.numbers': '每张图像的数值个数',
    'features.nothing': '随机',
    'features.knn': 'kNN 投票',
    'features.knn.hint': '准确率：由前一半图像中最近的 10 张为后一半的每张图像投票',
    'features.probe': '线性探针',
    'features.probe.hint': '逻辑回归的准确率：在前一半图像上学习，在后一半上测试',
    'features.nmi': 'k-均值 NMI',
    'features.nmi.hint': '不用标签找出的 10 个簇与类别之间的归一化互信息',
    'features.purity': 'k-均值纯度',
    'features.purity.hint': '不用标签找出的 10 个簇：属于所在簇最常见类别的图像所占比例',
    'features.none': '有了测试图像的编码，即在此测量。',
    'features.is.waiting': '正在测量……',
    'features.is.lost': '编码已不是有效数值，无从测量。',
    'features.is.pca': '此模型就是 PCA，由全部训练图像求得；另一个则由这些测试图像的一半求得。',
    'features.is.conditional': '解码器已知标签，编码不必再记录它，因此数值低是正常的。',
    'features.is.ahead': '从未见过标签，但与同样大小的 PCA 编码相比，相邻图像更常属于同一类。',
    'features.is.level': '相邻图像属于同一类的比例，与同样大小的 PCA 编码相当。',
    'features.is.behind': '相邻图像属于同一类的比例，低于同样大小的 PCA 编码。',
  },
});

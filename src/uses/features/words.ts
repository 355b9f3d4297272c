/** Words of the features use. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'features.region': 'Features',
    'features.finding':
      'The nearest codes tell the class of {code} of images; with PCA of the same size it is {pca}, with all pixels {pixels}.',
    'features.finding.alone': 'The nearest codes tell the class of {code} of images; guessing, {chance}.',
    'features.finding.conditional':
      'The nearest codes tell the class of only {code}: the decoder gets the label, so the code need not hold it.',
    'features.finding.random':
      'Random weights already tell the class of {code} of images, more than guessing ({chance}): similar images get similar codes.',
    'features.finding.untrained':
      'Random weights: the codes tell the class hardly better than guessing ({chance}).',
    'features.finding.none': 'How many images the classes of the nearest codes classify correctly.',
    'features.images': '{count, plural, one {# image} other {# images}}',
    'features.code': 'Code',
    'features.pca': 'PCA',
    'features.pixels': 'Pixels',
    'features.numbers': 'Numbers per image',
    'features.nothing': 'chance',
    'features.knn': 'kNN vote',
    'features.knn.hint':
      'Accuracy: each image of the second half gets the majority class of its ten nearest images in the first half',
    'features.probe': 'Linear probe',
    'features.probe.hint':
      'Accuracy of a logistic regression, trained on the first half of the images and tested on the second',
    'features.nmi': 'k-means NMI',
    'features.nmi.hint':
      'Normalised mutual information between the classes and as many clusters, found without labels',
    'features.purity': 'k-means purity',
    'features.purity.hint':
      'As many clusters as classes, found without labels: the share of images that belong to the most common class of their cluster',
    'features.is.lost': 'The codes are no longer numbers, so there is nothing to measure.',
    'features.is.pca':
      'This model is PCA, fitted to all training images; the other is fitted to half of these test images.',
    'features.is.conditional':
      'The decoder receives the label, so the code need not contain it: low values are expected.',
    'features.is.ahead':
      'Although no labels were used, neighbours share their class more often than in PCA of the same size.',
    'features.is.level': 'Neighbours share their class about as often as in PCA of the same size.',
    'features.is.behind': 'Neighbours share their class less often than in PCA of the same size.',
  },
  'zh-CN': {
    'features.region': '特征',
    'features.finding':
      '由最近的编码可判断 {code} 的图像的类别；同维数的 PCA 为 {pca}，全部像素为 {pixels}。',
    'features.finding.alone': '由最近的编码可判断 {code} 的图像的类别；随机猜测为 {chance}。',
    'features.finding.conditional': '由最近的编码只能判断 {code} 的类别：解码器已得到标签，编码无须包含它。',
    'features.finding.random':
      '随机权重已能判断 {code} 的图像的类别，高于随机猜测（{chance}）：相似的图像编码也相似。',
    'features.finding.untrained': '权重是随机的：由编码判断类别几乎与随机猜测（{chance}）无异。',
    'features.finding.none': '由最近的编码的类别，能正确判断多少图像。',
    'features.images': '{count} 张图像',
    'features.code': '编码',
    'features.pca': 'PCA',
    'features.pixels': '像素',
    'features.numbers': '每张图像的数值个数',
    'features.nothing': '随机',
    'features.knn': 'kNN 投票',
    'features.knn.hint': '准确率：后一半的每张图像取其在前一半中最近的 10 张图像的多数类别',
    'features.probe': '线性探针',
    'features.probe.hint': '逻辑回归的准确率：在前一半图像上训练，在后一半上测试',
    'features.nmi': 'k-均值 NMI',
    'features.nmi.hint': '不用标签找出的同样多的簇与类别之间的归一化互信息',
    'features.purity': 'k-均值纯度',
    'features.purity.hint': '不用标签找出与类别同样多的簇：属于所在簇最常见类别的图像所占比例',
    'features.is.lost': '编码已不是有效数值，无从测量。',
    'features.is.pca': '此模型就是 PCA，由全部训练图像求得；另一列由这些测试图像的一半求得。',
    'features.is.conditional': '解码器已得到标签，编码无须包含它，因此数值低是正常的。',
    'features.is.ahead': '虽然没有使用标签，相邻图像属于同一类的比例仍高于同维数的 PCA。',
    'features.is.level': '相邻图像属于同一类的比例与同维数的 PCA 相当。',
    'features.is.behind': '相邻图像属于同一类的比例低于同维数的 PCA。',
  },
});

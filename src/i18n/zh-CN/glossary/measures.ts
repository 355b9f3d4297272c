import type { measures as english } from '../../en/glossary/measures';

export const measures = {
  'glossary.knn': 'kNN 准确率',
  'glossary.knn.text':
    '衡量各类别在[潜在空间](latent-space)中分开的程度。每个编码取欧氏距离最近的 k = 10 个邻居中最多的类别，与真实类别一致的比例就是准确率。模型本身并不需要标签。',
  'glossary.linear-probe': '线性探针',
  'glossary.linear-probe.text':
    '在固定的[编码](code)上训练的线性分类器，这里是逻辑回归，用来预测类别。它的准确率表明，用线性函数能从编码中读出多少类别信息。',
  'glossary.energy-distance': '能量距离',
  'glossary.energy-distance.text':
    '由两个分布各自的样本衡量两者相差多远：不同样本的点之间平均距离的两倍，减去每个样本内部的平均距离。仅当两个分布相同时为零。由有限样本得到的估计是无偏的，因此分布相同时它可能略小于零。',
  'glossary.nmi': '归一化互信息 (NMI)',
  'glossary.nmi.text':
    '两种分组共有的信息，除以两者熵的平均值：完全一致时为 1，相互独立时为 0。这里一种分组是类别，另一种是不用标签、由 k-均值对编码聚成的同样多的簇。',
  'glossary.anomaly-score': '异常分数',
  'glossary.anomaly-score.text':
    '表示模型认为一张图像有多不寻常的数。本页面取这张图像自身的损失：其编码的[重构误差](reconstruction-error)，若模型有 [KL 散度](kl)则一并计入；对[自回归模型](autoregressive)则是 −log p(x)。分数高只是提示而非证据：与数据不同但很简单的图像，分数也可能很低。',
  'glossary.auroc': 'ROC 面积 (AUROC)',
  'glossary.auroc.text':
    '接收者操作特征曲线下的面积；这条曲线描绘阈值变动时检出率与误报率的关系。它等于随机一张异常图像的分数高于随机一张正常图像的概率，分数相同时计一半。1 表示完全可分，0.5 相当于随机猜测；它与阈值的选择无关。',
  'glossary.interpolation': '插值',
  'glossary.interpolation.text':
    '从一点到另一点的一串编码，逐个解码。线性插值沿直线前进。球面插值沿弧线前进：在高维空间中，正态[先验](prior)的样本几乎都与原点距离相近，走弧线可以避开靠近中心、概率很小的区域。',
  'glossary.psnr': 'PSNR（峰值信噪比）',
  'glossary.psnr.text':
    '以分贝为单位，用均方误差比较图像与其重构；这里像素的峰值为 1。数值越高越好：每高 10 dB，平方误差就减为十分之一。',
  'glossary.ssim': 'SSIM（结构相似性）',
  'glossary.ssim.text':
    '在小窗口内比较两张图像的均值 μ、方差 σ² 和协方差，再对所有窗口取平均。两图相同时为 1；与平方误差相比，它更符合人眼的感受。',
} as const satisfies Record<keyof typeof english, string>;

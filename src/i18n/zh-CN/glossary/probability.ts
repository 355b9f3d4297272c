import type { probability as english } from '../../en/glossary/probability';

export const probability = {
  'glossary.prior': '先验',
  'glossary.prior.text':
    '在看到任何图像之前，假定[编码](code)所服从的分布，这里是标准正态分布。生成图像时，先从先验中抽取一个编码，再将其解码。',
  'glossary.learned-prior': '学习到的先验',
  'glossary.learned-prior.text':
    '自编码器训练之后，用所有图像的编码拟合出的分布；生成图像时用它代替[先验](prior)。普通自编码器的编码并不服从 N(0, I)，VAE 的编码也只是大致服从，因此 N(0, I) 的样本若落在没有编码的地方，解码出的图像就很差。本页面用[流匹配](flow-matching)来学习它。',
  'glossary.flow-matching': '流匹配',
  'glossary.flow-matching.text':
    '把分布作为一个流来学习的方法：速度场 v 从 t = 0 到 t = 1 把 N(0, I) 的样本移动到数据所在之处。每个样本与一个数据点用直线相连，网络学习在每个时刻经过每个位置的那些直线的平均速度。直线虽直，流的路径却互不相交，因而是弯曲的。',
  'glossary.diffusion': '去噪扩散',
  'glossary.diffusion.text':
    '逐步去除噪声来生成数据的方法。先把数据与越来越多的噪声混合，直到只剩 N(0, I)；网络学习含噪的点中噪声的均值；采样时沿原路返回，每一步再加入少许新的噪声。它所需的期望与[流匹配](flow-matching)相同，因此本页面用一个网络兼顾两者。',
  'glossary.score': '得分 (score)',
  'glossary.score.text':
    '对数密度的梯度：每一处密度增长最快的方向及其快慢。对于被噪声模糊的密度，它从含噪的点指向可能来源的数据的均值。得分、噪声与[流](flow-matching)的速度，网络学会其中一个，就知道全部三个。',
  'glossary.posterior': '后验',
  'glossary.posterior.text':
    '给定图像时编码的分布 p(z | x)。它由贝叶斯定理确定，但当[解码器](decoder)是神经网络时无法直接计算。因此 [VAE](vae) 的[编码器](encoder)给出一个近似 q(z | x)，即各维相互独立的正态分布。',
  'glossary.likelihood': '似然',
  'glossary.likelihood.text':
    '模型赋予一张图像的概率或概率密度，训练就是降低它的负对数。给定编码时，各像素视为相互独立，因此对数似然是对像素求和；每一项的形式取决于像素服从[伯努利](bernoulli-likelihood)分布还是[高斯](gaussian-likelihood)分布。',
  'glossary.bernoulli-likelihood': '伯努利似然',
  'glossary.bernoulli-likelihood.text':
    '把每个像素看作一枚硬币，以概率 x̂（sigmoid 的输出）显示为墨。其负对数就是二元交叉熵。对黑白像素，它是真正的似然；对灰度像素，灰度值被当作出现墨的概率，这是一种常用的近似，其最小值不为零。',
  'glossary.gaussian-likelihood': '高斯似然',
  'glossary.gaussian-likelihood.text':
    '认为每个像素服从以输出 x̂ 为均值的正态分布，这里方差为 1。略去常数后，其负对数是平方误差的一半，因此最大化它就是最小二乘。',
  'glossary.reconstruction-error': '重构误差',
  'glossary.reconstruction-error.text':
    '解码图像 x̂ 与原图 x 的差异：给定编码时 x 的负对数[似然](likelihood)，对像素求和。在 [VAE](vae) 中，它是对取自 q(z | x) 的编码的期望，每一步中为每张图像抽取一个样本来估计。',
  'glossary.kl': 'KL 散度',
  'glossary.kl.text':
    'Kullback–Leibler 散度，衡量分布 q 与分布 p 相差多远：在 q 下 log q/p 的均值。它非负，仅当两者相同时为零，并且不对称。在 [VAE](vae) 中，它衡量一幅图像的编码分布偏离[先验](prior)多远；它对所有图像的平均值，是编码所携带的图像信息量（单位[奈特](nats)）的上界。对正态分布，它有第二行的闭式表达。',
  'glossary.elbo': 'ELBO（证据下界）',
  'glossary.elbo.text':
    '图像的对数证据 log p(x) 的下界：期望对数似然减去 [KL 散度](kl)。两者之差就是 q(z | x) 与真实[后验](posterior)之间的散度。本页面最小化它的相反数：−ELBO = [重构误差](reconstruction-error) + KL。',
  'glossary.beta': 'β',
  'glossary.beta.text':
    '损失中 [KL](kl) 项的权重。β = 1 时，损失就是 −[ELBO](elbo)。增大 β，编码携带的信息减少，也更接近[先验](prior)：重构变得模糊，到一定程度还会发生[后验坍缩](posterior-collapse)。减小 β，重构更清晰，但编码之间会留下空隙。',
  'glossary.free-bits': '自由比特（自由奈特）',
  'glossary.free-bits.text':
    '给每个潜变量一份 [KL](kl) 额度 λ；低于这一额度时，继续减小 KL 不会再降低损失。模型因此没有动力关闭某些维度，有助于避免[后验坍缩](posterior-collapse)。KL 先对批次取平均，再与 λ 比较；本页面中 λ 以[奈特](nats)为单位。',
  'glossary.warm-up': 'KL 预热（KL 退火）',
  'glossary.warm-up.text':
    '在最初的 T 步中，把 [KL](kl) 项的权重从 0 逐渐升到 [β](beta)，让解码器先学会利用编码，再对编码施加惩罚。周期性的做法是反复进行：每个周期的前半段 β 上升，后半段保持不变。',
  'glossary.posterior-collapse': '后验坍缩',
  'glossary.posterior-collapse.text':
    '无论输入什么图像，q(z | x) 都等于[先验](prior)的状态：编码不携带任何信息，解码器也不再理会它。此时 [KL](kl) 为零，所有重构都是同一张平均图像。它可能只发生在个别维度，也可能波及全部维度；较大的 [β](beta) 会引发它，[预热](warm-up)和[自由比特](free-bits)可以缓解。',
  'glossary.active-units': '活跃单元',
  'glossary.active-units.text':
    '对图像有响应的潜变量。若某一维的均值 μ 随图像变化，且方差大于 0.01，就算活跃；其余各维已[坍缩](posterior-collapse)到先验。',
  'glossary.reparameterisation': '重参数化',
  'glossary.reparameterisation.text':
    '把随机编码写成 μ、σ 和噪声 ε 的确定性函数，其中 ε 与参数无关。这样，损失的[梯度](gradient)就能穿过采样传回[编码器](encoder)；否则，梯度会在随机抽样处中断。',
  'glossary.nats': '奈特 (nat)',
  'glossary.nats.text':
    '使用自然对数时的信息单位，1 奈特约为 1.44 比特。概率为 p 的事件，其信息量为 −log p 奈特。本页面的损失均为每张图像的奈特数。',
} as const satisfies Record<keyof typeof english, string>;

import type { models as english } from '../../en/glossary/models';

export const models = {
  'glossary.autoencoder': '自编码器',
  'glossary.autoencoder.text':
    '一种神经网络，训练目标是让输入经过一个狭窄的[编码](code)之后仍能还原出来。[编码器](encoder)把图像映射为编码，[解码器](decoder)再把编码映射回图像。编码太小，容不下每个像素，网络因此必须找出图像之间的共同规律。',
  'glossary.encoder': '编码器',
  'glossary.encoder.text':
    '[自编码器](autoencoder)的前半部分，由图像计算出[编码](code)。在 [VAE](vae) 中，它输出的不是一个点而是一个分布：每个潜变量各有一个均值 μ 和一个对数方差 log σ²。',
  'glossary.decoder': '解码器',
  'glossary.decoder.text':
    '[自编码器](autoencoder)的后半部分，由[编码](code)计算出图像。[潜在空间](latent-space)中的任意一点都可以解码，并不限于某张图像的编码；本页面正是这样画出两个数字之间的过渡的。',
  'glossary.bottleneck': '瓶颈层',
  'glossary.bottleneck.text':
    '[自编码器](autoencoder)中最窄的一层，通常就是存放[编码](code)的那一层。每张图像都必须由此通过，所以它的宽度限制了能保留多少信息：在这里，784 个像素最少只用两个数表示。',
  'glossary.code': '编码',
  'glossary.code.text':
    '在[潜在空间](latent-space)中代表一张图像的一组数，也称潜在表示。在 [VAE](vae) 中编码是随机的，平面上画出的是它的均值 μ。',
  'glossary.latent-space': '潜在空间',
  'glossary.latent-space.text':
    '所有[编码](code)构成的空间。之所以称为“潜”，是因为它的坐标并不直接出现在数据中，而是由模型推断出来的。模型认为相似的图像，在其中往往彼此靠近。',
  'glossary.latent-plane': '潜在平面',
  'glossary.latent-plane.text':
    '[潜在空间](latent-space)中能在屏幕上显示的部分。潜变量为二维时，它就是整个潜在空间；维数更高时，它是其中的一个二维切片。页面在平面的每一点画出[解码器](decoder)在该处输出的图像。',
  'glossary.manifold': '流形',
  'glossary.manifold.text':
    '局部看起来像低维平直空间的弯曲曲面。流形假设认为，自然数据都分布在这样的曲面附近：在所有 784 像素的图像中，只有极少数是数字，而这些数字可以沿着少数几个方向连续地相互变化。[解码器](decoder)把潜在平面弯曲成的正是这样的曲面。',
  'glossary.vae': '变分自编码器 (VAE)',
  'glossary.vae.text':
    '一种[自编码器](autoencoder)：[编码器](encoder)输出编码的分布，损失函数使这些分布接近[先验](prior)。训练目标是最大化 [ELBO](elbo)，即 log p(x) 的一个下界。由于邻近的编码都必须解码为合理的图像，从先验中采样再解码，就能得到新的数字。',
  'glossary.pca': '主成分分析 (PCA)',
  'glossary.pca.text':
    '求过数据均值点、且平方[重构误差](reconstruction-error)最小的平直子空间。它就是线性[自编码器](autoencoder)的最优解，可由协方差矩阵直接算出，不必逐步学习。',
  'glossary.principal-component': '主成分',
  'glossary.principal-component.text':
    '在与之前各主成分正交的前提下，数据方差最大的方向。主成分是协方差矩阵的特征向量，按特征值从大到小排列；特征值就是数据沿该方向的方差。',
  'glossary.sparse-code': '稀疏编码',
  'glossary.sparse-code.text':
    '单元很多、但对任何一张图像都只有少数单元激活的[编码](code)。它通过惩罚项得到：编码的 L1 范数，或每个单元的目标激活 ρ 与平均激活 ρ̂ 之间的 [KL 散度](kl)。这样，单个单元往往只对某一种特征（例如一段笔画）有响应。',
  'glossary.denoising': '去噪自编码器',
  'glossary.denoising.text':
    '输入是损坏的图像 x̃、训练目标是还原干净图像 x 的[自编码器](autoencoder)。照抄输入不再有用，网络必须学会哪些图像是合理的，并把看到的图像朝它们拉近。',
  'glossary.contractive-penalty': '收缩惩罚',
  'glossary.contractive-penalty.text':
    '编码 h 对图像 x 的雅可比矩阵的 Frobenius 范数的平方。以权重 λ 加入损失后，它使[编码](code)对像素的微小变化不敏感，只在重构所需的方向上例外。对单层 h = f(a)，a = W x + b，它有下面的闭式表达。',
  'glossary.autoregressive': '自回归模型 (MADE)',
  'glossary.autoregressive.text':
    '按固定顺序，由前面的像素预测下一个像素，因此各个预测概率的乘积就是图像的精确[似然](likelihood)。MADE 给自编码器的权重加上掩码，一次前向计算便得到全部预测；而生成一张图像时，仍需为每个像素计算一次。它没有潜编码。',
  'glossary.gan': '生成对抗网络 (GAN)',
  'glossary.gan.text':
    '两个相互对抗的网络：[生成器](generator)把随机编码变成图像，[判别器](discriminator)设法把它们与真实图像区分开。一方的进步会改变另一方的任务，因此两者的损失不一定下降；在理想的均衡点上，判别器只能随机猜测。',
  'glossary.generator': '生成器',
  'glossary.generator.text':
    '[GAN](gan) 中把取自[先验](prior)的编码 z 变成图像 G(z) 的网络。它从未直接看到图像，只从经[判别器](discriminator)传回的[梯度](gradient)中学习。在常用的非饱和形式中，它最小化 −log D(G(z))。',
  'glossary.discriminator': '判别器',
  'glossary.discriminator.text':
    '估计输入为真（而非生成）的概率 D(x) 的网络。最优判别器的输出如下式，其中 p 是数据的密度，q 是[生成器](generator)所生成图像的密度。在[对抗自编码器](aae)中，它的输入是编码而不是图像。',
  'glossary.mode-collapse': '模式坍缩',
  'glossary.mode-collapse.text':
    '[GAN](gan) 的一种失败：无论输入多少种编码，[生成器](generator)都只产生少数几类图像，例如只有 1 和 7。[判别器](discriminator)每次只看一张图像，不会直接惩罚缺失的类别。本页面“采样”中覆盖的类别数可以反映这一点。',
  'glossary.aae': '对抗自编码器 (AAE)',
  'glossary.aae.text':
    '用[判别器](discriminator)代替 KL 项、使编码的分布与[先验](prior)一致的[自编码器](autoencoder)。判别器学习区分编码与先验样本，编码器则学习骗过它，同时仍要重构图像。',
  'glossary.vae-gan': 'VAE-GAN',
  'glossary.vae-gan.text':
    '[VAE](vae) 与 [GAN](gan) 的结合：解码器同时也是[生成器](generator)。比较图像时不再逐像素比较，而是比较[判别器](discriminator)某个隐藏层的特征 f；位置略有偏差比模糊的代价更小，因此笔画更清晰。',
  'glossary.conditional-model': '条件模型',
  'glossary.conditional-model.text':
    '两个网络都有一个额外输入 y 的模型，这里是 one-hot 形式的类别标签。它学习每个标签下图像的分布。[编码](code)不必再说明是哪个数字，只需描述书写风格：倾斜、宽窄、笔画粗细。',
} as const satisfies Record<keyof typeof english, string>;

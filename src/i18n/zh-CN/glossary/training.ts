import type { training as english } from '../../en/glossary/training';

export const training = {
  'glossary.hidden-layer': '隐藏层',
  'glossary.hidden-layer.text':
    '位于输入与输出之间的层。它的每个单元对前一层求加权和，加上偏置，再经过[激活](activation)函数。单元的个数称为这一层的宽度。',
  'glossary.activation': '激活函数',
  'glossary.activation.text':
    '每个[隐藏层](hidden-layer)之后的非线性函数，其输出值称为激活值。没有它，多层叠加仍只是一个线性映射。ReLU 对负输入为零；leaky ReLU 与 ELU 在负半轴保留较小的斜率或平滑的尾部；tanh 与 sigmoid 的输出有界。',
  'glossary.convolution': '卷积',
  'glossary.convolution.text':
    '在图像的每个位置上使用同一个小权重核的层。它的参数远少于全连接层，而且图像中的特征移动时，输出也随之移动。步幅为 2 时，图像的宽和高各减半。公式为一个输入通道和一个输出通道的情形，采用本页的 4 × 4 卷积核、步幅 2 和补零边缘。',
  'glossary.transposed-convolution': '转置卷积',
  'glossary.transposed-convolution.text':
    '作为线性映射，它是[卷积](convolution)的转置，而不是逆：每个输入值按卷积核的权重分摊到输出的一片邻域。步幅为 2 时，宽和高各增加一倍，因此卷积[解码器](decoder)用它逐级放大特征图。',
  'glossary.nearest-upsampling': '最近邻上采样',
  'glossary.nearest-upsampling.text':
    '重复每个像素，使图像的宽和高各增加一倍，其后接一个[卷积](convolution)。[转置卷积](transposed-convolution)可能使相邻输出的权重不等，图像上便出现棋盘格：步幅不能整除卷积核大小时总会如此；即使能整除（如本页），学到的权重也可能造成。重复的像素则均匀地影响所有输出。',
  'glossary.group-normalisation': '组归一化',
  'glossary.group-normalisation.text':
    '在[激活函数](activation)之前平移并缩放一层的输出：对每张图像，把一组通道的全部像素上的均值 μ 与方差 σ² 变为 0 和 1，然后每个通道再有各自学习得到的缩放 γ 和平移 β。全连接层的所有单元为一组，此时称为层归一化。批归一化则在一个[批次](batch)的图像之间求 μ 与 σ²，因此同一张图像在训练时与单独计算时结果不同；这里二者相同。ϵ 为 10⁻⁵。',
  'glossary.gradient': '梯度',
  'glossary.gradient.text':
    '损失对全部参数的偏导数构成的向量。它指向损失上升最快的方向，训练则让参数朝相反方向移动。由一个[批次](batch)算出的梯度，是全部训练图像上梯度的有噪声但无偏的估计。',
  'glossary.backpropagation': '反向传播',
  'glossary.backpropagation.text':
    '用链式法则从输出到输入逐层计算[梯度](gradient)。每一层都复用后一层的导数，因此计算整个梯度的代价只是一次前向计算的几倍。',
  'glossary.batch': '批次',
  'glossary.batch.text':
    '在同一[步](step)中一起使用的训练图像，严格地说是小批次 (minibatch)，它们的损失取平均。批次越大，[梯度](gradient)的噪声越小，但每一步的计算量也越大。',
  'glossary.step': '步',
  'glossary.step.text':
    '参数的一次更新：取一个[批次](batch)，计算损失及其[梯度](gradient)，再由[优化器](optimiser)改变权重。最简单的更新是下式的梯度下降。',
  'glossary.epoch': '轮 (epoch)',
  'glossary.epoch.text':
    '把训练集完整地用一遍。训练图像有 N 张、[批次](batch)大小为 B 时，一轮约有 N/B [步](step)：MNIST 有 60,000 张图像，批大小为 128 时约为 469 步。每一轮都重新打乱图像的顺序。',
  'glossary.learning-rate': '学习率',
  'glossary.learning-rate.text':
    '决定每次更新把权重移动多远的系数 η。太大，损失会振荡甚至发散；太小，训练会白白耗费时间。它往往是最需要调好的一项设置。',
  'glossary.schedule': '学习率调度',
  'glossary.schedule.text':
    '[学习率](learning-rate)在训练过程中如何变化。通常是逐渐下降：先用大步快速前进，再用小步把噪声平均掉。余弦调度在 N 步内使它从 η 平滑地降到零；阶梯调度每 N 步把它降为十分之一。',
  'glossary.optimiser': '优化器',
  'glossary.optimiser.text':
    '根据[梯度](gradient)改变参数的规则。本页面提供 [SGD](sgd)、[动量](momentum)、[RMSProp](rmsprop) 和 [Adam](adam)，它们的区别在于记住过去梯度的哪些信息。',
  'glossary.sgd': '随机梯度下降 (SGD)',
  'glossary.sgd.text':
    '让每个权重沿随机[批次](batch)上的[梯度](gradient)的反方向移动，移动的距离与[学习率](learning-rate) η 成正比。它不记忆之前的步。',
  'glossary.momentum': '动量',
  'glossary.momentum.text':
    '沿累积梯度 m 的方向下降，其中过去的梯度按系数 α（通常为 0.9）衰减。始终一致的方向不断累加，来回变号的方向相互抵消，因此在狭长的山谷中下降更快。',
  'glossary.rmsprop': 'RMSProp',
  'glossary.rmsprop.text':
    '把[梯度](gradient)的每个分量除以它近期数值的均方根。这样，梯度小的权重和梯度大的权重移动的速度相近。很小的常数 ϵ 用来避免除以零。',
  'glossary.adam': 'Adam',
  'glossary.adam.text':
    '把[动量](momentum)与 [RMSProp](rmsprop) 的缩放结合起来：记录梯度的滑动平均 m 及其平方的滑动平均 v。两者都从零开始，起初偏小，因此分别除以 1 − β₁ᵗ 和 1 − β₂ᵗ 加以修正。每一步中，每个权重的移动大致不超过[学习率](learning-rate)。',
  'glossary.weight-decay': '权重衰减',
  'glossary.weight-decay.text':
    '每一步都把所有权重按很小的比例缩小，使权重保持较小，从而抑制[过拟合](overfitting)。这里采用 AdamW 的做法，与梯度解耦，不受 [Adam](adam) 缩放的影响。偏置不衰减。',
  'glossary.overfitting': '过拟合',
  'glossary.overfitting.text':
    '模型学到了训练图像特有、对其他图像并不成立的细节。其标志是训练损失继续下降，而测试损失上升。训练图像少而参数多时，很容易看到这一现象。',
  'glossary.train-test': '训练集与测试集',
  'glossary.train-test.text':
    '模型只从训练集学习。测试集单独留出，因此测试集上的损失反映模型在从未见过的图像上的表现。MNIST 有 60,000 张训练图像和 10,000 张测试图像。',
  'glossary.seed': '随机种子',
  'glossary.seed.text':
    '决定一次训练中全部随机抽样的数：初始权重、图像顺序和噪声。种子和设置都相同，训练就可以重现；比较多个种子，可以看出哪些差异只是偶然。',
} as const satisfies Record<keyof typeof english, string>;

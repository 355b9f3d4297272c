import type { Text } from '../../../experiment/schema';

/** The words of the top bar, the settings, the model diagram, the notices and the dialogs. */
export const shell = {
  'app.title': { en: 'Latent Playground', zh: '潜空间游乐场' },
  'app.tagline': {
    en: 'Train an autoencoder here, then drag points through what it learned.',
    zh: '在本页面训练自编码器，再拖动点，看它学到了什么。',
  },

  'run.controls': { en: 'Training', zh: '训练控制' },
  'run.train': { en: 'Train', zh: '训练' },
  'run.pause': { en: 'Pause', zh: '暂停' },
  'run.step': { en: 'Step', zh: '单步' },
  'run.step.hint': { en: 'Learn from one batch', zh: '用一个批次学习一步' },
  'run.turns': { en: 'One player alone', zh: '单方训练' },
  'run.stepD': { en: 'Step D', zh: '判别器单步' },
  'run.stepD.hint': {
    en: 'One step in which only the discriminator learns. Step lets both learn.',
    zh: '只让判别器学习一步。“单步”则双方都学习。',
  },
  'run.stepG': { en: 'Step G', zh: '生成器单步' },
  'run.stepG.hint': {
    en: 'One step in which only its opponent learns: the generator, or the encoder that fools it.',
    zh: '只让其对手学习一步：生成器，或骗过它的编码器。',
  },
  'run.reset': { en: 'Reset', zh: '重置' },
  'run.reset.hint': { en: 'Back to the first weights of this seed', zh: '回到此种子的初始权重' },
  'run.newSeed': { en: 'New seed', zh: '新种子' },
  'run.newSeed.hint': { en: 'Draw other first weights and start over', zh: '另取初始权重，重新开始' },
  'run.progress': { en: 'Progress', zh: '进度' },
  'run.epoch': { en: 'epoch', zh: '轮' },
  'run.steps': { en: 'step', zh: '步' },
  'run.secondsPerStep': { en: 's/step', zh: '秒/步' },
  'run.rate': { en: 'steps/s', zh: '步/秒' },

  'shown.pretrained': {
    en: 'Shown: a VAE that this project trained earlier. Train starts one from scratch.',
    zh: '所示为本项目预先训练的 VAE。按“训练”从头开始。',
  },
  'shown.pretrained.ae': {
    en: 'Shown: an AE that this project trained earlier. Train starts one from scratch.',
    zh: '所示为本项目预先训练的 AE。按“训练”从头开始。',
  },
  'shown.checkpoint': {
    en: 'Shown: the model of the checkpoint that you opened. Train goes on from it.',
    zh: '所示为打开的检查点中的模型。按“训练”继续训练。',
  },
  'shown.fresh': {
    en: 'Shown: random weights, nothing learned yet. Press Train.',
    zh: '所示为随机权重，尚未学习。请按“训练”。',
  },
  'shown.running': {
    en: 'Learning. Dots: test images where the encoder puts them. Behind: what the decoder draws there.',
    zh: '正在学习：点是编码器放置的测试图像，背景是解码器在各处画出的图像。',
  },
  'shown.paused': {
    en: 'Paused. Dots: test images where the encoder puts them. Behind: what the decoder draws there.',
    zh: '已暂停：点是编码器放置的测试图像，背景是解码器在各处画出的图像。',
  },
  'shown.starting': {
    en: 'Starting: the first step is being computed. With a large model it takes several seconds.',
    zh: '正在启动：计算第一步。模型较大时需要几秒钟。',
  },
  'shown.waiting': {
    en: 'Training begins as soon as the data is here.',
    zh: '数据就绪后立即开始训练。',
  },
  'shown.finished': {
    en: 'Done: the epochs that were asked for are over. Train goes on.',
    zh: '已完成设定的轮数。按“训练”可继续。',
  },
  'shown.diverged': {
    en: 'The run has diverged; shown are the last good parameters.',
    zh: '训练已发散；所示为最近的有效参数。',
  },

  'badge.data': { en: 'Data', zh: '数据' },
  'badge.engine': { en: 'Engine', zh: '引擎' },
  'badge.comma': { en: ', ', zh: '，' },
  'badge.details': { en: 'details', zh: '详情' },
  'data.waiting': { en: 'Waiting', zh: '等待中' },
  'data.loading': { en: 'Loading {name}', zh: '正在加载 {name}' },
  'data.failed': { en: 'No data', zh: '无数据' },
  'data.count': { en: '{count} {count:image|images}', zh: '{count} 张图像' },
  'data.count.from': { en: '{count} {count:image|images} {origin}', zh: '{count} 张图像，{origin}' },
  'data.origin.server': { en: 'from this site', zh: '来自本站' },
  'data.origin.mirror': { en: 'from a mirror', zh: '来自镜像' },
  'data.origin.cache': { en: 'from the cache', zh: '来自缓存' },
  'data.origin.drawn': { en: 'drawn by this page', zh: '由本页面绘制' },
  'data.origin.reader': { en: 'from your files', zh: '来自你的文件' },
  'data.detail': {
    en: '{name}, {origin}: {train} {train:image|images} to learn from and {test} to test on, 28 × 28 grey.',
    zh: '{name}，{origin}：{train} 张用于学习，{test} 张用于测试，28 × 28 灰度。',
  },
  'data.private': {
    en: 'Nothing leaves your machine: images, weights and losses stay in this page.',
    zh: '一切都留在你的机器上：图像、权重和损失都不会离开本页面。',
  },
  'data.open': { en: 'Open IDX files', zh: '打开 IDX 文件' },

  'engine.starting': { en: 'Starting', zh: '正在启动' },
  'engine.choosing': { en: 'Measuring', zh: '正在测量' },
  'engine.compiling': { en: 'Compiling {done} of {total}', zh: '正在编译 {done}/{total}' },
  'engine.failed': { en: 'None', zh: '无' },
  'engine.ladder': {
    en: 'Tried from the top; the first that works and computes the right numbers is taken.',
    zh: '自上而下尝试；采用第一个能运行且计算正确的引擎。',
  },

  'engine.name.webgpu': { en: 'WebGPU', zh: 'WebGPU' },
  'engine.name.simd': { en: 'WebAssembly SIMD', zh: 'WebAssembly SIMD' },
  'engine.name.tfjs-webgpu': { en: 'TensorFlow.js WebGPU', zh: 'TensorFlow.js WebGPU' },
  'engine.name.tfjs-webgl': { en: 'TensorFlow.js WebGL', zh: 'TensorFlow.js WebGL' },
  'engine.name.tfjs-wasm': { en: 'TensorFlow.js WebAssembly', zh: 'TensorFlow.js WebAssembly' },
  'engine.name.tfjs-cpu': { en: 'TensorFlow.js JavaScript', zh: 'TensorFlow.js JavaScript' },
  'engine.why.by-hand': { en: 'your choice', zh: '你的选择' },
  'engine.why.choice-failed': { en: 'your choice failed', zh: '所选引擎不可用' },
  'engine.why.choice-unsuited': { en: 'your choice cannot do this model', zh: '所选引擎不支持此模型' },
  'engine.why.only-fit': { en: 'the model needs it', zh: '此模型需要' },
  'engine.why.gpu': { en: 'on the GPU', zh: '使用 GPU' },
  'engine.why.software-gpu': { en: 'the GPU is software', zh: 'GPU 为软件模拟' },
  'engine.why.no-gpu': { en: 'no GPU here', zh: '没有 GPU' },
  'engine.why.gpu-failed': { en: 'the GPU failed', zh: 'GPU 出错' },
  'engine.why.faster': { en: 'fastest here', zh: '实测最快' },
  'engine.why.last-resort': { en: 'all else failed', zh: '其余均不可用' },
  'engine.because.by-hand': { en: 'You chose this engine.', zh: '由你选择。' },
  'engine.because.choice-failed': {
    en: 'The engine that you chose does not work here; this is the next best.',
    zh: '你选择的引擎在此不可用；这是次优的引擎。',
  },
  'engine.because.choice-unsuited': {
    en: 'The engine that you chose cannot compute this model; this is the next best.',
    zh: '你选择的引擎无法计算此模型；这是次优的引擎。',
  },
  'engine.because.only-fit': {
    en: 'WebAssembly cannot train this model. The graphics processor that can is imitated by software: slow, but faster than what is left.',
    zh: 'WebAssembly 无法训练此模型；可用的 GPU 由软件模拟：较慢，但比其余的快。',
  },
  'engine.because.gpu': {
    en: 'There is a real graphics processor behind WebGPU, so it does the arithmetic.',
    zh: 'WebGPU 背后是真实的 GPU，因此由它计算。',
  },
  'engine.because.software-gpu': {
    en: 'The browser offers a GPU interface, but a processor imitates it; WebAssembly does that better.',
    zh: '浏览器提供 GPU 接口，但由处理器模拟；WebAssembly 更合适。',
  },
  'engine.because.no-gpu': {
    en: 'The browser offers no graphics processor, so the processor computes.',
    zh: '浏览器未提供 GPU，因此由处理器计算。',
  },
  'engine.because.gpu-failed': {
    en: 'The graphics processor failed or computed wrong numbers, so the processor computes.',
    zh: 'GPU 出错或计算有误，因此由处理器计算。',
  },
  'engine.because.faster': {
    en: 'Two engines work here, and this one was measured to be faster.',
    zh: '有两个引擎可用，实测此引擎更快。',
  },
  'engine.because.last-resort': {
    en: 'Nothing else works in this browser.',
    zh: '此浏览器中其他引擎均不可用。',
  },
  'engine.outcome.chosen': { en: 'in use', zh: '使用中' },
  'engine.outcome.accepted': { en: 'fit, but slower', zh: '可用，但较慢' },
  'engine.outcome.software': { en: 'software only', zh: '仅软件模拟' },
  'engine.outcome.unavailable': { en: 'not offered', zh: '不可用' },
  'engine.outcome.failed': { en: 'failed', zh: '失败' },
  'engine.outcome.skipped': { en: 'skipped', zh: '已跳过' },
  'engine.outcome.unsuited': { en: 'not for this model', zh: '不支持此模型' },
  'engine.ms': { en: '{ms} ms/step', zh: '{ms} 毫秒/步' },

  'settings.training': { en: 'Training', zh: '训练' },
  'settings.help': {
    en: 'Rest on a setting, or touch it, to read what it does.',
    zh: '将指针停在设置上或轻触它，即可查看说明。',
  },
  'settings.pending': { en: 'on restart', zh: '重置后生效' },
  'settings.pendingBar': {
    en: 'These wait for a restart: {names}.',
    zh: '以下设置在重新开始后生效：{names}。',
  },
  'settings.restart': { en: 'Start over', zh: '重新开始' },
  'settings.seed.bad': { en: 'A whole number from {min} to {max}.', zh: '应为 {min} 到 {max} 的整数。' },
  'widths.layer': { en: 'Layer {index}: units', zh: '第 {index} 层：单元数' },
  'widths.add': { en: '{name}: add a layer', zh: '{name}：增加一层' },
  'widths.remove': { en: '{name}: take a layer away', zh: '{name}：去掉一层' },
  'widths.bad': { en: 'A whole number from {min} to {max}, please.', zh: '请填写 {min} 到 {max} 的整数。' },
  'widths.full': { en: 'At most {count} {count:layer|layers}.', zh: '最多 {count} 层。' },
  'widths.none': { en: 'no hidden layer', zh: '无隐藏层' },

  'model.region': { en: 'Model', zh: '模型' },
  'model.total': { en: '{count} {count:parameter|parameters}', zh: '{count} 个参数' },
  'model.encoder': { en: 'Encoder', zh: '编码器' },
  'model.decoder': { en: 'Decoder', zh: '解码器' },
  'model.input': { en: 'A test image', zh: '一张测试图像' },
  'model.output': { en: 'Its reconstruction', zh: '它的重构' },
  'model.heads.vae': { en: 'μ, log σ² → z', zh: 'μ, log σ² → z' },
  'model.heads.ae': { en: 'μ = z', zh: 'μ = z' },
  'model.loss': { en: 'loss', zh: '损失' },
  'model.recon': { en: 'reconstruction', zh: '重构' },

  'bar.page': { en: 'Page', zh: '页面' },
  'bar.theme.system': { en: 'as the system', zh: '跟随系统' },
  'bar.theme.light': { en: 'light', zh: '浅色' },
  'bar.theme.dark': { en: 'dark', zh: '深色' },
  'bar.theme.now': { en: 'Theme: {theme}', zh: '主题：{theme}' },
  'bar.share': { en: 'Share a link', zh: '分享链接' },
  'bar.share.copied': {
    en: 'Copied. The link carries every setting and the seed.',
    zh: '已复制。链接包含全部设置和种子。',
  },
  'bar.share.byHand': { en: 'Copy the link from here:', zh: '请在此复制链接：' },
  'bar.share.field': { en: 'Link to these settings', zh: '当前设置的链接' },
  'bar.save': { en: 'Save a checkpoint', zh: '保存检查点' },
  'bar.open': { en: 'Open a checkpoint or IDX files', zh: '打开检查点或 IDX 文件' },
  'bar.about': { en: 'About', zh: '关于' },

  'notice.dismiss': { en: 'Dismiss', zh: '关闭' },
  'notice.restoreLastGood': { en: 'Go on from the last good parameters', zh: '从最近的有效参数继续' },
  'notice.retryData': { en: 'Try again', zh: '重试' },
  'notice.openFiles': { en: 'Open files', zh: '打开文件' },
  'notice.restartWorker': { en: 'Start it again', zh: '重新启动' },
  'notice.openTab': { en: 'Open in a tab of its own', zh: '在新标签页中打开' },
  'notice.reset': { en: 'Start over', zh: '重新开始' },
  'notice.region': { en: 'Notices', zh: '提示' },

  'crash.sentence': {
    en: 'The page has broken ({message}). Nothing was sent anywhere; load it again to go on.',
    zh: '页面出错（{message}）。没有任何数据外传；重新加载即可继续。',
  },
  'crash.reload': { en: 'Load the page again', zh: '重新加载页面' },

  'missing.worker': {
    en: 'This browser has no Web Workers, so nothing can be trained here; a recent Firefox, Chrome, Edge or Safari can.',
    zh: '此浏览器没有 Web Worker，无法训练；请使用较新的 Firefox、Chrome、Edge 或 Safari。',
  },
  'missing.wasm': {
    en: 'This browser does not allow WebAssembly; the page works, but training may be slow.',
    zh: '此浏览器不允许 WebAssembly；页面可用，但训练可能较慢。',
  },

  'drop.here': {
    en: 'Drop a checkpoint (.safetensors) or IDX files here',
    zh: '将检查点（.safetensors）或 IDX 文件拖到这里',
  },

  'about.what': {
    en: 'A page to see what a latent space is: it trains an autoencoder in your own browser, on your own machine, and lets you walk through what it has learned. An encoder squeezes each image into a few numbers, a decoder draws the image again from them, and the plane between the two is the latent space.',
    zh: '本页面让你看到什么是潜空间：它在你自己的浏览器和机器上训练自编码器，并让你漫游它所学到的东西。编码器把每张图像压缩成几个数，解码器再由这些数画出图像，两者之间的平面就是潜空间。',
  },
  'about.private.title': { en: 'Nothing leaves your machine', zh: '一切都留在你的机器上' },
  'about.private': {
    en: 'There is no server behind this page, no account, no counting of visitors. It fetches its own files and the data set, and sends nothing.',
    zh: '本页面没有后台服务器，没有账号，也不统计访客。它只读取自身文件和数据集，不发送任何内容。',
  },
  'about.data.title': { en: 'Where the data comes from', zh: '数据来源' },
  'about.data': {
    en: 'From this site, else from a public mirror; every byte of MNIST is checked against its SHA-256. Where neither answers, the page draws digits itself, and it takes your own IDX files.',
    zh: '来自本站，否则来自公共镜像；MNIST 的每个字节都经 SHA-256 校验。两者都不可用时，页面自行绘制数字；也可打开你自己的 IDX 文件。',
  },
  'about.keys.title': { en: 'Keyboard', zh: '键盘操作' },
  'about.keys.tab': {
    en: 'Tab goes from one control to the next; Space or Enter presses a button.',
    zh: 'Tab 在控件间移动；空格或回车按下按钮。',
  },
  'about.keys.arrows': {
    en: 'Arrow keys move a probe when it, or one of its two sliders, has the focus.',
    zh: '探针或其滑块获得焦点时，用方向键移动探针。',
  },
  'about.keys.escape': { en: 'Escape closes what has opened.', zh: 'Esc 关闭已打开的面板。' },
  'about.thanks.title': { en: 'Licences and thanks', zh: '许可与致谢' },
  'about.close': { en: 'Close', zh: '关闭' },
} as const satisfies Record<string, Text>;

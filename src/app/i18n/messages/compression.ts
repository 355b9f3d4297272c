import type { Text } from '../../../experiment/schema';

/** An image as its code in few bits: what it takes, and what it costs. */
export const compression = {
  'compression.from': { en: '{bytes} {bytes:byte|bytes} →', zh: '{bytes} 字节 →' },
  'compression.to': { en: '{bytes:byte|bytes}, {ratio} : 1', zh: '字节，{ratio} : 1' },
  'compression.made': { en: '{latent} × {rate}', zh: '{latent} × {rate}' },
  'compression.made.label': {
    en: '{latent} × {rate} + label 4',
    zh: '{latent} × {rate} + 标签 4 位',
  },
  'compression.bits': { en: '{bits} {bits:bit|bits}', zh: '{bits} 位' },
  'compression.precision': { en: 'Precision', zh: '精度' },
  'compression.value': { en: '{rate}, {bytes} {bytes:byte|bytes}', zh: '{rate}，{bytes} 字节' },
  'compression.original': { en: 'image', zh: '原图' },
  'compression.picture': {
    en: '{rate}: {bytes} {bytes:byte|bytes}, {psnr} dB',
    zh: '{rate}：{bytes} 字节，{psnr} dB',
  },
  'compression.digit': { en: 'this image', zh: '此图像' },
  'compression.mean': { en: '{count} test {count:image|images}', zh: '{count} 张测试图像' },
  'compression.other': { en: 'Another image', zh: '换一张' },
  'compression.psnr': { en: 'PSNR, dB', zh: 'PSNR，dB' },
  'compression.psnr.hint': {
    en: 'Peak signal-to-noise ratio, higher is better; of many images that of their mean squared error',
    zh: '峰值信噪比，越高越好；多张图像时取其均方误差',
  },
  'compression.ssim.hint': {
    en: 'Structural similarity, 1 for equal images (Wang et al. 2004); of many images the mean',
    zh: '结构相似性，图像相同时为 1（Wang 等，2004）；多张图像时取平均',
  },
  'compression.curve': {
    en: 'Bytes of a code against PSNR over the test images; the chosen rate has a ring',
    zh: '编码字节数与测试图像 PSNR 的关系；所选码率带圆环',
  },
  'compression.axis.x': { en: 'bytes', zh: '字节' },
  'compression.counted': {
    en: 'Shared by all images and not counted: the decoder, and the range of each number.',
    zh: '解码器与各数的取值范围由所有图像共用，不计入。',
  },
} satisfies Record<string, Text>;

/** Words of the compression use. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'compression.region': 'Compression',
    'compression.finding':
      '{bits, plural, one {# bit is} other {# bits are}} enough for each number: {bytes, plural, one {# byte} other {# bytes}} instead of {image}, {ratio} : 1, and only {lost} dB below the unrounded code.',
    'compression.finding.none':
      'How few of the {bytes, plural, one {# byte} other {# bytes}} of an image are enough, rounding its code.',
    'compression.finding.untrained':
      'Random weights: whatever its size, the code says nothing about the image yet.',
    'compression.from': '{bytes, plural, one {# byte} other {# bytes}} →',
    'compression.to': '{bytes, plural, one {byte} other {bytes}}, {ratio} : 1',
    'compression.made': '{latent} × {rate}',
    'compression.made.label': '{latent} × {rate} + label 4',
    'compression.bits': '{bits, plural, one {# bit} other {# bits}}',
    'compression.precision': 'Precision',
    'compression.value': '{rate}, {bytes, plural, one {# byte} other {# bytes}}',
    'compression.original': 'image',
    'compression.picture': '{rate}: {bytes, plural, one {# byte} other {# bytes}}, {psnr} dB',
    'compression.digit': 'this image',
    'compression.mean': '{count, plural, one {# test image} other {# test images}}',
    'compression.other': 'Another image',
    'compression.psnr': 'PSNR, dB',
    'compression.psnr.hint':
      'Peak signal-to-noise ratio, higher is better; for many images it is computed from their mean squared error',
    'compression.ssim.hint':
      'Structural similarity, 1 for equal images (Wang et al. 2004); for many images it is their mean',
    'compression.curve': 'Bytes per code against PSNR on the test images; a ring marks the chosen rate',
    'compression.axis.x': 'bytes',
    'compression.counted': 'Not counted: the decoder and the range of each number.',
  },
  'zh-CN': {
    'compression.region': '压缩',
    'compression.finding':
      '每个数用 {bits} 位就够：{image} 字节变为 {bytes} 字节（{ratio} : 1），只比未舍入的编码低 {lost} dB。',
    'compression.finding.none': '把编码舍入后，图像的 {bytes} 字节中有多少就够。',
    'compression.finding.untrained': '权重是随机的：无论多大，编码还不含图像的信息。',
    'compression.from': '{bytes} 字节 →',
    'compression.to': '{bytes, plural, other {字节}}，{ratio} : 1',
    'compression.made': '{latent} × {rate}',
    'compression.made.label': '{latent} × {rate} + 标签 4 位',
    'compression.bits': '{bits} 位',
    'compression.precision': '精度',
    'compression.value': '{rate}，{bytes} 字节',
    'compression.original': '原图',
    'compression.picture': '{rate}：{bytes} 字节，{psnr} dB',
    'compression.digit': '此图像',
    'compression.mean': '{count} 张测试图像',
    'compression.other': '换一张',
    'compression.psnr': 'PSNR，dB',
    'compression.psnr.hint': '峰值信噪比，越高越好；多张图像时由其均方误差计算',
    'compression.ssim.hint': '结构相似性，图像相同时为 1（Wang 等，2004）；多张图像时取平均',
    'compression.curve': '编码字节数与测试图像 PSNR 的关系；所选码率带圆环',
    'compression.axis.x': '字节',
    'compression.counted': '解码器与各数的取值范围由所有图像共用，不计入。',
  },
});

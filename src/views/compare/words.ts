/** Words of a comparison. */
import { memberText } from '../../controls/settingWords';
import type { Config } from '../../experiment/config';
import { defineWords, type Words } from '../../i18n/words';

/** The name of a model. In Chinese, an abbreviation is followed by its meaning in brackets, which is left out. */
export const shortName = (config: Config, words: Words): string => memberText(config, words).split('（')[0];

export const words = defineWords({
  en: {
    'compare.pinned': 'pinned at step {step}',
    'compare.past': 'step {step} of {end}',
    'compare.playhead': 'Step of the pinned run',
    'compare.load': 'Earlier steps',
    'compare.present': 'now, step {step}',
    'compare.stop': 'Stop comparing',
    'compare.plane': 'Pinned run',
    'compare.plot':
      'View of the pinned plane: arrow keys pan, plus and minus zoom, 0 resets, Enter walks from point to point',
    'compare.aligned': 'aligned at step {step}: 1\u00a0−\u00a0R²\u00a0=\u00a0{residual}',
    'compare.aligned.help':
      'Procrustes analysis over the codes of {count, plural, one {# test image} other {# test images}}: the pinned plane is turned, mirrored, scaled and moved onto the present one. 1 − R² is the share of variance that remains: 0 means the same arrangement, 1 nothing in common.',
    'compare.unlike.otherImages': 'Not aligned: codes of other images ({dataset})',
    'compare.unlike.noCodes': 'Not aligned: a model has no codes of images',
    'compare.unlike.degenerate': 'Not aligned: all codes of a model coincide',
    'compare.noPlane': 'This model has no latent plane: it generates images pixel by pixel.',
    'compare.digit': 'Digit decoded by the pinned model',
    'compare.digit.at': 'Pinned: {model}, step {step}',
  },
  'zh-CN': {
    'compare.pinned': '固定于第 {step} 步',
    'compare.past': '第 {step} 步，共 {end} 步',
    'compare.playhead': '固定训练的步',
    'compare.load': '更早的步',
    'compare.present': '当前，第 {step} 步',
    'compare.stop': '停止比较',
    'compare.plane': '固定的训练',
    'compare.plot': '固定平面的视图：方向键平移，加减号缩放，0 复位，回车键在各点之间移动',
    'compare.aligned': '按第 {step} 步对齐：1\u00a0−\u00a0R²\u00a0=\u00a0{residual}',
    'compare.aligned.help':
      '对 {count} 张测试图像的编码作 Procrustes 分析：固定的平面经旋转、镜像、缩放和平移与当前平面对齐。1 − R² 是剩余方差所占的比例：0 表示排列相同，1 表示毫无共同之处。',
    'compare.unlike.otherImages': '未对齐：编码来自其他图像（{dataset}）',
    'compare.unlike.noCodes': '未对齐：有一个模型没有图像编码',
    'compare.unlike.degenerate': '未对齐：有一个模型的编码全部重合',
    'compare.noPlane': '该模型没有潜在平面：它逐像素生成图像。',
    'compare.digit': '由固定的模型解码的数字',
    'compare.digit.at': '固定：{model}，第 {step} 步',
  },
});

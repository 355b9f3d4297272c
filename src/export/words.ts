/** The words on what is taken home. */
import { defineWords, type MessageKey } from '../i18n/words';

export const words = defineWords({
  en: {
    'page.hint': 'Move over the plane, or use the arrow keys: the decoder draws the image of that place.',
    'page.plane': 'Latent plane: decoded images, and the codes of test images as dots',
    'page.digit': 'Decoded image',
    'page.label': 'Label',
    'picture.steps': 'step',
    'picture.nats': 'nats per image',
    'picture.probability': 'probability',
    'picture.atStep': '{name}, step {step}',
    'picture.withLabel': '{name}, step {step}, images of label {label}',
    'film.loss': 'Training loss, {when}: {losses} nats per image',
  },
  'zh-CN': {
    'page.hint': '在平面上移动指针，或使用方向键：解码器会画出该处的图像。',
    'page.plane': '潜在平面：解码的图像，圆点为测试图像的编码',
    'page.digit': '解码的图像',
    'page.label': '标签',
    'picture.steps': '步',
    'picture.nats': '奈特/图像',
    'picture.probability': '概率',
    'picture.atStep': '{name}，第 {step} 步',
    'picture.withLabel': '{name}，第 {step} 步，图像的标签为 {label}',
    'film.loss': '训练损失（{when}）：{losses} 奈特/图像',
  },
});

export type ExportKey = keyof typeof words.en | MessageKey;

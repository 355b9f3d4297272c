/** Words of the drawing use. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'drawing.region': 'Drawing',
    'drawing.pad': 'Pad to draw a digit on',
    'drawing.clear': 'Clear',
    'drawing.sample': 'A test digit',
    'drawing.probe': 'Probe here',
    'drawing.probe.hint': 'A new probe at the code of the drawing',
    'drawing.seen': 'the model sees',
    'drawing.reconstruction': 'reconstruction',
    'drawing.hint':
      'Draw a digit with the pointer, or with arrow keys and Space. The model encodes and reconstructs it.',
    'drawing.coordinate': '{axis} {value}',
    'drawing.spread': '{axis} {value} ± {sigma}',
    'drawing.error': 'error {nats} nats',
    'drawing.kl': 'KL {nats} nats',
  },
  'zh-CN': {
    'drawing.region': '手绘',
    'drawing.pad': '手绘数字的画板',
    'drawing.clear': '清除',
    'drawing.sample': '测试数字',
    'drawing.probe': '放置探针',
    'drawing.probe.hint': '在手绘图像的编码处添加探针',
    'drawing.seen': '模型的输入',
    'drawing.reconstruction': '重构',
    'drawing.hint': '用指针，或用方向键和空格键画一个数字。模型将其编码，并重构图像。',
    'drawing.coordinate': '{axis} {value}',
    'drawing.spread': '{axis} {value} ± {sigma}',
    'drawing.error': '误差 {nats} 奈特',
    'drawing.kl': 'KL {nats} 奈特',
  },
});

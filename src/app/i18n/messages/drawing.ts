import type { Text } from '../../../experiment/schema';

/** The words of the pad that uses share, and of drawing on it. */
export const drawing = {
  'pad.help': {
    en: 'Draw with the mouse or a finger. With the keys: arrows move the pen, with Shift farther, Space puts it down or lifts it, Delete clears.',
    zh: '用鼠标或手指绘制。也可用键盘：方向键移动画笔，按住 Shift 移动更远，空格键落笔或提笔，Delete 键清除。',
  },
  'pad.down': { en: 'Pen down', zh: '已落笔' },
  'pad.up': { en: 'Pen up', zh: '已提笔' },
  'pad.brush': { en: 'Brush', zh: '笔刷' },
  'pad.ink': { en: 'Pen', zh: '画笔' },
  'pad.erase': { en: 'Eraser', zh: '橡皮' },
  'pad.noise': { en: 'Noise', zh: '噪声' },
  'drawing.pad': { en: 'Pad to draw a digit on', zh: '手绘数字的画板' },
  'drawing.clear': { en: 'Clear', zh: '清除' },
  'drawing.sample': { en: 'A test digit', zh: '测试数字' },
  'drawing.probe': { en: 'Probe here', zh: '放置探针' },
  'drawing.probe.hint': { en: 'A new probe where the drawing lies', zh: '在手绘所处的位置添加探针' },
  'drawing.seen': { en: 'the model sees', zh: '模型所见' },
  'drawing.reconstruction': { en: 'reconstruction', zh: '重构' },
  'drawing.hint': {
    en: 'Draw a digit, by hand or with arrows and Space: the model finds its place and draws what it has understood.',
    zh: '用手或用方向键和空格键画一个数字：模型会找到它在平面上的位置，并画出自己的理解。',
  },
  'drawing.coordinate': { en: '{axis} {value}', zh: '{axis} {value}' },
  'drawing.spread': { en: '{axis} {value} ± {sigma}', zh: '{axis} {value} ± {sigma}' },
  'drawing.error': { en: 'error {nats} nats', zh: '误差 {nats} 奈特' },
  'drawing.kl': { en: 'KL {nats} nats', zh: 'KL {nats} 奈特' },
  'drawing.mark': { en: 'drawing', zh: '手绘' },
} as const satisfies Record<string, Text>;

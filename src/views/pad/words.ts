/** The words of the pad that uses share. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'pad.help':
      'Draw with the mouse or a finger. With the keyboard, arrow keys move the pen (with Shift, farther), Space lowers or lifts it, Delete clears the pad.',
    'pad.down': 'Pen down',
    'pad.up': 'Pen up',
    'pad.brush': 'Brush',
    'pad.ink': 'Pen',
    'pad.erase': 'Eraser',
    'pad.noise': 'Noise',
  },
  'zh-CN': {
    'pad.help':
      '用鼠标或手指绘制。也可用键盘：方向键移动画笔，按住 Shift 移动更远，空格键落笔或提笔，Delete 键清除。',
    'pad.down': '已落笔',
    'pad.up': '已提笔',
    'pad.brush': '笔刷',
    'pad.ink': '画笔',
    'pad.erase': '橡皮',
    'pad.noise': '噪声',
  },
});

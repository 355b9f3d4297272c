/** Words of the things to try. */
import { defineWords } from '../i18n/words';

export const words = defineWords({
  en: {
    'try.title': 'Try',
    'try.done': 'done',
    'try.open': 'not done yet',
    'try.class': 'Drag A onto the {label}s',
    'try.move': 'Drag A across the plane',
    'try.label': 'Choose another label',
    'try.collapse': 'Set β to {beta}, train: it collapses',
    'try.pin': 'Click two dots to pin them',
    'try.probe': 'Click the plane: a third probe',
    'try.draw': 'Draw one yourself',
    'try.unusual': 'See what it finds unusual',
    'try.train': 'Train {steps, plural, one {# step} other {# steps}} from scratch',
  },
  'zh-CN': {
    'try.title': '试一试',
    'try.done': '已完成',
    'try.open': '尚未完成',
    'try.class': '把 A 拖到“{label}”上',
    'try.move': '在平面上拖动 A',
    'try.label': '换一个标签',
    'try.collapse': '把 β 设为 {beta} 再训练：坍缩',
    'try.pin': '点击两个点，把它们固定为探针',
    'try.probe': '点击平面，添加第三个探针',
    'try.draw': '亲手画一个',
    'try.unusual': '看它认为什么不寻常',
    'try.train': '从头训练 {steps} 步',
  },
});

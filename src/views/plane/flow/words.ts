/** Words of the flow on the plane. */
import { defineWords } from '../../../i18n/words';

export const words = defineWords({
  en: {
    'flow.title': 'Flow of the draws',
    'flow.play': 'Play the flow',
    'flow.pause': 'Pause the flow',
    'flow.time': 'Time',
    'flow.from': 'N(0,\u00a0I)',
    'flow.to': 'codes',
    'flow.at': 't = {t}',
    'flow.late': '{at}; score until {last}',
    'flow.score': 'Score',
    'flow.score.help':
      'Arrows: where the density of the draws at this time grows fastest (∇ log pₜ). Less exact far from the draws.',
  },
  'zh-CN': {
    'flow.title': '样本的流动',
    'flow.play': '播放流动',
    'flow.pause': '暂停流动',
    'flow.time': '时间',
    'flow.from': 'N(0,\u00a0I)',
    'flow.to': '编码',
    'flow.at': 't = {t}',
    'flow.late': '{at}；得分到 {last} 为止',
    'flow.score': '得分',
    'flow.score.help': '箭头：此刻样本密度增长最快的方向（∇ log pₜ）。离样本越远越不精确。',
  },
});

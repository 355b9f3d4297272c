/** Words of the traversal. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'traversal.region': 'Traversal',
    'traversal.finding.kl':
      '{active} of {all} coordinates carry information; {name} carries most, {value} nats per image.',
    'traversal.finding.variance':
      '{active} of {all} coordinates differ from image to image; {name} most, with variance {value}.',
    'traversal.finding.change': 'Around the probe, {name} of {all} coordinates changes the image fastest.',
    'traversal.finding.collapsed':
      'None of the {all} coordinates carries information: every row is the same image.',
    'traversal.finding.untrained': 'Random weights: no coordinate means anything yet.',
    'traversal.finding.none': 'The codes are not known yet.',
    'traversal.around': 'around probe {probe}',
    'traversal.first': 'the first {shown} of {all}',
    'traversal.kl': '{name}: {value} nats',
    'traversal.variance': '{name}: variance {value}',
    'traversal.change': '{name}: {value} pixels per unit',
    'traversal.inactive': '{name}: carries nothing',
    'traversal.short.kl': '{value} nats',
    'traversal.short.inactive': 'nothing',
    'traversal.axis': 'Show along the plane',
    'traversal.sheet': 'Decoded images along each direction',
    'traversal.finding.components':
      'The first of {all} principal directions holds {first} of the variance of the codes, the first two {two}.',
    'traversal.along': 'Rows along',
    'traversal.along.coordinates': 'coordinates',
    'traversal.along.components': 'principal directions',
    'traversal.share': '{name}: {share} of the variance',
    'traversal.how.components':
      'Each row moves probe {probe} along one principal direction of the codes, from {ends}, and keeps its place along the others. A click on a name makes the direction the horizontal axis of the plane.',
    'traversal.how.coordinates':
      'Each row changes one coordinate of probe {probe} from {ends} and keeps the others. Rows are ordered by what the coordinate carries. A click on a name makes it the horizontal axis of the plane.',
    'traversal.ends.prior': '−3 to 3',
    'traversal.ends.codes': 'three standard deviations of the codes below their mean to three above',
  },
  'zh-CN': {
    'traversal.region': '逐维变化',
    'traversal.finding.kl': '{all} 个坐标中有 {active} 个携带信息；{name} 最多，每张图像 {value} 奈特。',
    'traversal.finding.variance': '{all} 个坐标中有 {active} 个随图像而变；{name} 变化最大，方差为 {value}。',
    'traversal.finding.change': '在探针附近，{all} 个坐标中 {name} 使图像变化最快。',
    'traversal.finding.collapsed': '{all} 个坐标都不携带信息：每一行都是同一张图像。',
    'traversal.finding.untrained': '权重是随机的：各坐标尚无含义。',
    'traversal.finding.none': '编码尚未算出。',
    'traversal.around': '围绕探针 {probe}',
    'traversal.first': '{all} 个中的前 {shown} 个',
    'traversal.kl': '{name}：{value} 奈特',
    'traversal.variance': '{name}：方差 {value}',
    'traversal.change': '{name}：每单位 {value} 像素',
    'traversal.inactive': '{name}：不携带信息',
    'traversal.short.kl': '{value} 奈特',
    'traversal.short.inactive': '无',
    'traversal.axis': '设为平面的横轴',
    'traversal.sheet': '沿各方向解码的图像',
    'traversal.finding.components': '{all} 个主方向中，第一个占编码方差的 {first}，前两个共占 {two}。',
    'traversal.along': '各行沿',
    'traversal.along.coordinates': '坐标',
    'traversal.along.components': '主方向',
    'traversal.share': '{name}：占方差的 {share}',
    'traversal.how.components':
      '每一行使探针 {probe} 沿编码的一个主方向移动，范围为{ends}，在其他方向上的位置不变。单击名称可把该方向设为平面的横轴。',
    'traversal.how.coordinates':
      '每一行只改变探针 {probe} 的一个坐标，范围为{ends}，其余不变。各行按坐标所携带的信息排序。单击名称可把它设为平面的横轴。',
    'traversal.ends.prior': '−3 到 3',
    'traversal.ends.codes': '编码均值上下三个标准差',
  },
});

/** The settings of what computes. */
import { linked, type Row } from './row';

export const machineRows: readonly Row[] = [
  {
    key: 'engine',
    kind: 'choice',
    group: 'machine',
    applies: 'engine',
    persists: linked,
    default: 'auto',
    label: { en: 'Engine', zh: '计算引擎' },
    help: {
      en: 'What does the arithmetic. Auto measures this machine and picks.',
      zh: '由什么来计算。自动：先测量本机再选择。',
    },
    options: [
      { value: 'auto', label: { en: 'Auto', zh: '自动' } },
      { value: 'webgpu', label: { en: 'WebGPU, fused', zh: 'WebGPU 融合内核' } },
      { value: 'simd', label: { en: 'WebAssembly SIMD, fused', zh: 'WebAssembly SIMD 融合内核' } },
      { value: 'tfjs-webgpu', label: { en: 'TensorFlow.js on WebGPU', zh: 'TensorFlow.js · WebGPU' } },
      { value: 'tfjs-webgl', label: { en: 'TensorFlow.js on WebGL', zh: 'TensorFlow.js · WebGL' } },
      {
        value: 'tfjs-wasm',
        label: { en: 'TensorFlow.js on WebAssembly', zh: 'TensorFlow.js · WebAssembly' },
      },
      {
        value: 'tfjs-cpu',
        label: { en: 'TensorFlow.js in plain JavaScript', zh: 'TensorFlow.js · 纯 JavaScript' },
      },
    ],
  },
];

import type { words as english } from '../../en/settings/machine';

export const words = {
  'settings.engine.label': '计算引擎',
  'settings.engine.help': '用什么计算训练的每一步。选“自动”时，先在本机测试各引擎，再从中选择。',
  'settings.engine.options.auto': '自动',
  'settings.engine.options.webgpu': 'WebGPU 融合内核',
  'settings.engine.options.simd': 'WebAssembly SIMD 融合内核',
  'settings.engine.options.tfjs-webgpu': 'TensorFlow.js · WebGPU',
  'settings.engine.options.tfjs-webgl': 'TensorFlow.js · WebGL',
  'settings.engine.options.tfjs-wasm': 'TensorFlow.js · WebAssembly',
  'settings.engine.options.tfjs-cpu': 'TensorFlow.js · 纯 JavaScript',
} as const satisfies Record<keyof typeof english, string>;

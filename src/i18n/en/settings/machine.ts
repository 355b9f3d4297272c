/** The settings of the machine. */
export const words = {
  'settings.engine.label': 'Engine',
  'settings.engine.help':
    'What computes the training steps. Auto tests the engines on this machine and chooses one.',
  'settings.engine.options.auto': 'Auto',
  'settings.engine.options.webgpu': 'WebGPU, fused',
  'settings.engine.options.simd': 'WebAssembly SIMD, fused',
  'settings.engine.options.tfjs-webgpu': 'TensorFlow.js on WebGPU',
  'settings.engine.options.tfjs-webgl': 'TensorFlow.js on WebGL',
  'settings.engine.options.tfjs-wasm': 'TensorFlow.js on WebAssembly',
  'settings.engine.options.tfjs-cpu': 'TensorFlow.js in plain JavaScript',
} as const;

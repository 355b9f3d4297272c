/** The settings of the machine. */
export const words = {
  'settings.engine.label': 'Motor',
  'settings.engine.help':
    'Qué calcula los pasos del entrenamiento. «Automático» prueba los motores en este equipo y elige uno.',
  'settings.engine.options.auto': 'Automático',
  'settings.engine.options.webgpu': 'WebGPU, fusionado',
  'settings.engine.options.simd': 'WebAssembly SIMD, fusionado',
  'settings.engine.options.tfjs-webgpu': 'TensorFlow.js con WebGPU',
  'settings.engine.options.tfjs-webgl': 'TensorFlow.js con WebGL',
  'settings.engine.options.tfjs-wasm': 'TensorFlow.js con WebAssembly',
  'settings.engine.options.tfjs-cpu': 'TensorFlow.js en JavaScript puro',
};

/** The model as files. */
import { MODEL_FORMATS, modelFile } from '../../export/files';
import { hasEncoder, hasLatent } from '../../model/predicates';
import { useStore } from '../../state/store';
import { Files } from './saving';

export function Model() {
  const spec = useStore((s) => s.run.spec);
  const some = {
    safetensors: true,
    'onnx-encoder': hasEncoder(spec),
    'onnx-decoder': true,
    html: hasLatent(spec),
  };
  return <Files kind="model" files={MODEL_FORMATS.filter((format) => some[format])} make={modelFile} />;
}

/** What Keras lacks, as Python that registers itself: activations of TensorFlow.js and layers of the project's own. */
import { BASE_CLASS, kerasOwnLayers } from './keras-layers';

export const SUPPORT_PACKAGE = 'netloom';
export const SUPPORT_MODULE = 'netloom_layers';

/** Activations whose name or formula Keras has otherwise: another name, or a function of the support text. */
export const kerasActivations: Readonly<Record<string, string | { readonly function: string }>> = {
  swish: 'silu',
  gelu_new: { function: 'gelu_tanh' },
  hard_sigmoid: { function: 'hard_sigmoid_fifth' },
};

const functions: Readonly<Record<string, string>> = {
  gelu_tanh: `@keras.saving.register_keras_serializable("${SUPPORT_PACKAGE}")
def gelu_tanh(x):
    """The tanh approximation of gelu (Hendrycks and Gimpel, 2016)."""
    return keras.ops.gelu(x, approximate=True)`,
  hard_sigmoid_fifth: `@keras.saving.register_keras_serializable("${SUPPORT_PACKAGE}")
def hard_sigmoid_fifth(x):
    """Slope 1/5, as in TensorFlow.js and Keras 2; Keras 3 has slope 1/6."""
    return keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)`,
};

/** Layer classes by kind. */
export const kerasSupport = kerasOwnLayers(SUPPORT_PACKAGE);

/** The module with what `names` lists. */
export function supportText(names: readonly string[]): string {
  const classes = names.flatMap((name) => kerasSupport[name] ?? []);
  const parts = [
    ...names.flatMap((name) => functions[name] ?? []),
    ...(classes.length > 0 ? [BASE_CLASS] : []),
    ...classes,
  ];
  const imports =
    classes.length > 0 ? 'import types\n\nimport keras\nfrom keras import ops' : 'import keras';
  return `"""What this model needs beyond Keras. Import it before the model is loaded."""
${imports}

${parts.map((part) => `\n${part}\n`).join('\n')}`;
}

/** Notes on networks that run and learn badly. */
export const lintWords = {
  'double-softmax': {
    severity: 'warning',
    message: '{node} turns probabilities of {source} into probabilities once more.',
    hint: 'Leave one softmax, the last; twice makes all classes almost equally likely.',
  },
  'sigmoid-classes': {
    severity: 'info',
    message: '{node} judges each of {classes} classes by itself: {source} ends in sigmoid.',
    hint: 'Use softmax with categoricalCrossentropy, unless several classes may be right at once.',
  },
  'linear-layers': {
    severity: 'warning',
    message:
      '{node} follows {source} without an activation, so both compute no more than one layer.',
    hint: 'Give {source} an activation, such as relu, or delete it.',
  },
  'batch-one': {
    severity: 'warning',
    message: '{node} normalizes by the batch, and a batch of 1 is its own mean.',
    hint: 'Raise batchSize, or use LayerNormalization or GroupNormalization.',
  },
  'dead-relu': {
    severity: 'warning',
    message: '{node}: {param} starts relu at 0 or below, where it has no gradient to leave again.',
    hint: 'Reset {param}, or choose an activation that has a gradient there.',
  },
  'relu-output': {
    severity: 'warning',
    message:
      '{node} uses {loss} after relu; where {source} gives 0 it has no gradient to learn by.',
    hint: 'End in linear, or in softplus where answers are never negative.',
  },
  'learning-rate-high': {
    severity: 'warning',
    message:
      'Phase {phase}: learningRate is {received}, far above the usual {expected} of {optimizer}.',
    hint: 'Lower it; too large a step makes the loss explode and relu units die.',
  },
  'learning-rate-low': {
    severity: 'warning',
    message:
      'Phase {phase}: learningRate is {received}, far below the usual {expected} of {optimizer}.',
    hint: 'Raise it; so small a step learns next to nothing.',
  },
} as const;

/** Problems between a network, its data and its training. */
export const trainingWords = {
  'no-data': {
    severity: 'error',
    message: 'Training has no data.',
    hint: 'Choose a data set: {expected}.',
  },
  'unknown-dataset': {
    severity: 'error',
    message: 'The document learns from {received}, a data set that this version does not have.',
    hint: 'Choose one of: {expected}.',
  },
  'unknown-weights': {
    severity: 'error',
    message: '{network} starts from the weights {received}, which this version does not have.',
    hint: 'Choose one of: {expected}; or let the weights be drawn.',
  },
  'other-words': {
    severity: 'error',
    message:
      '{layer} starts from the vectors of {source}, but the words that it receives are numbered by another list.',
    hint: 'Set vocabulary of the text step to {source}, so that every word meets its own vector.',
  },
  'frozen-node': {
    severity: 'warning',
    message: 'A phase freezes {received}, which is no node of its networks.',
    hint: 'Choose one of their nodes, or remove it from the phase.',
  },
  'no-files': {
    severity: 'error',
    message: 'The document learns from your own files, and none have been chosen.',
    hint: 'Drop a folder, an archive or a table on the canvas, or name it with --data.',
  },
  'no-samples': {
    severity: 'error',
    message: 'The document learns from your own files, and there are no samples yet.',
    hint: 'Add pictures to every class, or drop a folder or a table on the canvas.',
  },
  'target-shape': {
    severity: 'error',
    message: '{node} receives {received} from {source}, but its target is {expected}.',
    hint: 'Change the last layer so that it gives {expected}.',
  },
  'target-classes': {
    severity: 'error',
    message:
      '{node} receives {received} values from {source}, but its target has {expected} classes.',
    hint: 'Set units of the last layer to {expected}.',
  },
  'no-softmax': {
    severity: 'warning',
    message: '{node} uses {loss}, but {source} does not end in softmax.',
    hint: 'Set its activation to softmax, so that outputs are probabilities that sum to one.',
  },
  'no-sigmoid': {
    severity: 'warning',
    message: '{node} uses binaryCrossentropy, but {source} does not end in sigmoid.',
    hint: 'Set its activation to sigmoid, so that every output is a probability.',
  },
  'softmax-loss': {
    severity: 'warning',
    message: '{node} uses {loss} after softmax; it learns slowly once an answer is wrong and sure.',
    hint: 'Use categoricalCrossentropy.',
  },
  'one-class-softmax': {
    severity: 'error',
    message: '{source} ends in softmax over one value, which is always 1, so {node} cannot learn.',
    hint: 'Use sigmoid with binaryCrossentropy, or two units.',
  },
  'sparse-target': {
    severity: 'error',
    message: '{node} uses {loss}, which takes {expected}; its target is {received}.',
    hint: 'Use {better}.',
  },
  stateful: {
    severity: 'warning',
    message: '{node} is stateful, but batches are drawn at random here, so each starts from zeros.',
    hint: 'Switch stateful off, or give first states at the port of an edge with initialState.',
  },
  'mask-lost': {
    severity: 'info',
    message:
      '{node} takes padded steps for values: {kind} knows no mask, and one comes from {source}.',
    hint: 'Use a kind that skips padding before it: MaskedMean, GlobalAveragePooling1D, LSTM or GRU.',
  },
  'no-phases': {
    severity: 'error',
    message: 'Training has no phases.',
    hint: 'Add one phase with the procedure gradient.',
  },
  'unknown-procedure': {
    severity: 'error',
    message: 'Phase {phase} uses the procedure {received}, which this version does not have.',
    hint: 'Choose one of: {expected}.',
  },
  'empty-slot': {
    severity: 'error',
    message: 'Phase {phase}: {procedure} needs a network for {slot}.',
    hint: 'Choose one of: {expected}.',
  },
  'slot-network': {
    severity: 'error',
    message: 'Phase {phase} puts {received} into {slot}, but the document has no such network.',
    hint: 'Choose one of: {expected}.',
  },
  'training-value': {
    severity: 'error',
    message: 'Training: {param} is {received}; it takes {expected}.',
    hint: 'Enter {expected}.',
  },
  memory: {
    severity: 'error',
    message:
      'Training {network} needs about {gigabytes} GB; {limit} GB is the most that a page can use.',
    hint: 'Lower batchSize, or make the largest layers smaller: {largest}.',
  },
  'memory-high': {
    severity: 'warning',
    message: 'Training {network} needs about {gigabytes} GB, which not every computer has.',
    hint: 'Lower batchSize if training fails; most is taken by {largest}.',
  },
} as const;

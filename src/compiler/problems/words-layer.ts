/** Problems of one node: its parameters, and shapes that do not fit. */
export const layerWords = {
  'param-type': {
    severity: 'error',
    message: '{node}: {param} is {received}; it takes {expected}.',
    hint: 'Enter {expected}, or reset the parameter.',
  },
  'param-range': {
    severity: 'error',
    message: '{node}: {param} is {received}; it lies between {min} and {max}.',
    hint: 'Enter a value between {min} and {max}.',
  },
  'param-choice': {
    severity: 'error',
    message: '{node}: {param} is {received}; it is one of {expected}.',
    hint: 'Choose one of them.',
  },
  'param-expression': {
    severity: 'error',
    message: '{node}: {param} is the expression {received}, which has no value here: {reason}',
    hint: 'Use numbers, the parameters of the block, + - * / // % ( ), min and max.',
  },
  'param-unknown': {
    severity: 'info',
    message: '{node}: {param} is not a parameter that this version knows; it is kept and not used.',
    hint: 'Remove it, or open the document with the version that wrote it.',
  },
  'missing-value': {
    severity: 'error',
    message: '{node} receives no value.',
    hint: 'Connect the output of another node to it.',
  },
  rank: {
    severity: 'error',
    message: '{node} needs {expected} and receives {input} from {source}.',
    hint: 'Insert Flatten or Reshape before it, or connect another output.',
  },
  'kernel-too-large': {
    severity: 'error',
    message: '{node}: a window of {window} does not fit in {input} from {source}.',
    hint: "Use a smaller window or padding 'same'.",
  },
  'unroll-length': {
    severity: 'error',
    message: '{node} is unrolled, which needs a fixed number of steps; {source} gives {input}.',
    hint: 'Switch unroll off, or fix the length of the sequence.',
  },
  'state-shape': {
    severity: 'error',
    message: '{node} starts from states of {expected}; {received} arrives from {source}.',
    hint: 'Connect a state of the same size, or change units.',
  },
  'crop-too-large': {
    severity: 'error',
    message: '{node}: cutting {crop} off axis {axis} leaves nothing of {input} from {source}.',
    hint: 'Cut off less, or connect a larger output.',
  },
  'dot-size': {
    severity: 'error',
    message:
      '{node} sums axis {axis} of {first}, of size {expected}, with axis {other} of {source}, of size {received}; both are of one size.',
    hint: 'Choose other axes, or change the layer that sets one of the sizes.',
  },
  'dilation-strides': {
    severity: 'error',
    message: '{node}: strides {strides} and dilationRate {dilation} cannot both exceed 1.',
    hint: 'Set one of them to 1.',
  },
  'free-axis': {
    severity: 'error',
    message: '{node} needs a known size on axis {axis} and receives {input} from {source}.',
    hint: 'Give the Input node a fixed size on this axis.',
  },
  'merge-shape': {
    severity: 'error',
    message:
      '{node} needs inputs of one shape; {first} brings {expected} and {source} brings {received}.',
    hint: 'Add a 1×1 convolution on the shorter path, or change the layer that sets the shape.',
  },
  'concat-shape': {
    severity: 'error',
    message:
      '{node} joins along axis {axis}, so all other sizes are equal; {first} brings {expected} and {source} brings {received}.',
    hint: 'Pad or pool one input to the size of the other, or choose another axis.',
  },
  axis: {
    severity: 'error',
    message: '{node}: axis {axis} does not exist in {input} from {source}.',
    hint: 'Count axes from 1 after the batch, or from −1 backwards.',
  },
  'axis-twice': {
    severity: 'error',
    message: '{node}: axis {axis} is named twice; −1 is the last one.',
    hint: 'Name every axis once.',
  },
  'reshape-size': {
    severity: 'error',
    message: '{node}: {input} from {source} holds {received} values and {target} holds {expected}.',
    hint: 'Change targetShape so that its product is {received}; one size may be free.',
  },
  'reshape-free': {
    severity: 'error',
    message:
      '{node}: targetShape {target} leaves {count} sizes free; one at most can be worked out.',
    hint: 'Give all sizes but one.',
  },
  'permute-axes': {
    severity: 'error',
    message: '{node}: dims {dims} is no order of the axes 1 to {rank} of {input} from {source}.',
    hint: 'Name every axis from 1 to {rank} once.',
  },
  'input-length': {
    severity: 'error',
    message: '{node}: inputLength is {expected}, but {input} arrives from {source}.',
    hint: 'Remove inputLength or set it to the length that arrives.',
  },
  'square-kernel': {
    severity: 'error',
    message: '{node}: the identity initializer needs a square matrix; {weight} is {received}.',
    hint: 'Choose another initializer.',
  },
  'tensor-too-large': {
    severity: 'error',
    message: '{node}: {what} of {received} holds {count} values; 2,147,483,647 is the most.',
    hint: 'Make the layer or its input smaller.',
  },
  'group-size': {
    severity: 'error',
    message: '{node}: {channels} channels from {source} do not divide into {groups} equal groups.',
    hint: 'Choose a number of groups that divides {channels}.',
  },
  'sequence-length': {
    severity: 'error',
    message: '{node} knows {expected} positions and receives {received} from {source}.',
    hint: 'Set sequenceLength to {received} or more.',
  },
  'clip-limits': {
    severity: 'error',
    message: '{node}: minValue {minValue} is above maxValue {maxValue}.',
    hint: 'Exchange the two limits.',
  },
  'slice-range': {
    severity: 'error',
    message: '{node}: {size} positions from {start} on do not lie in {input} from {source}.',
    hint: 'Choose start and size inside the axis.',
  },
  'split-parts': {
    severity: 'error',
    message:
      '{node}: axis {axis} of {input} from {source} does not divide into {parts} equal parts.',
    hint: 'Choose a number of parts that divides {size}.',
  },
  'gather-index': {
    severity: 'error',
    message: '{node}: position {received} does not exist on axis {axis} of {input} from {source}.',
    hint: 'Name positions of that axis, counted from 0, or from −1 backwards.',
  },
  'mask-shape': {
    severity: 'error',
    message:
      '{node}: the mask is {received}; it is {expected}, one value for each time of {input}.',
    hint: 'Connect a mask of one value for each time.',
  },
  'attention-shape': {
    severity: 'error',
    message: '{node}: the port {port} receives {received}; it takes {expected} beside {input}.',
    hint: 'Connect a sequence with these sizes, or change the layer that makes it.',
  },
  'key-without-value': {
    severity: 'error',
    message: '{node} receives keys and no values.',
    hint: 'Connect the port value as well.',
  },
  'statistics-size': {
    severity: 'error',
    message:
      '{node} has {means} means and {variances} variances; {input} from {source} needs one or {expected} of each.',
    hint: 'Give as many of both, or none, and they are measured on the training data.',
  },
} as const;

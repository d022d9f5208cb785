/** Problems of the graph itself: nodes, edges, blocks. */
export const documentWords = {
  'no-network': {
    severity: 'error',
    message: 'The document has no network called {network}.',
    hint: 'Add a network or choose another one.',
  },
  'network-too-large': {
    severity: 'error',
    message:
      'The network {network} has {nodes} nodes and {edges} edges; {limit} of each is the most.',
    hint: 'Split the network, or repeat a block instead of its layers.',
  },
  'duplicate-id': {
    severity: 'error',
    message: '{node} is the id of {count} nodes; ids are unique in a network.',
    hint: 'Rename all but one.',
  },
  'unknown-kind': {
    severity: 'error',
    message: '{node} is of kind {kind}, which this version does not know.',
    hint: 'Replace the node, or open the document with a version that has this kind.',
  },
  'dangling-edge': {
    severity: 'error',
    message: 'An edge leads from {source} to {target}, but there is no node {missing}.',
    hint: 'Delete the edge.',
  },
  'unknown-port': {
    severity: 'error',
    message: '{node} has no port {port}; an edge between {source} and {target} uses it.',
    hint: 'Connect the edge to {expected}.',
  },
  'missing-input': {
    severity: 'error',
    message: '{node} has {received} inputs; it needs {expected}.',
    hint: 'Connect the output of another node to it.',
  },
  'too-many-inputs': {
    severity: 'error',
    message: '{node} has {received} inputs; it takes {expected}.',
    hint: 'Delete edges, or merge the values first with Add or Concatenate.',
  },
  'port-inputs': {
    severity: 'error',
    message: '{node} has {received} inputs at its port {port}; it needs {expected}.',
    hint: 'Connect each value to the port that is named after it.',
  },
  cycle: {
    severity: 'error',
    message: '{node} feeds itself: {path}.',
    hint: 'Delete one of these edges, or delay it by one step.',
  },
  'delayed-edge': {
    severity: 'error',
    message:
      '{node} receives a delayed value from {source}; such edges are drawn and saved, not yet trained.',
    hint: 'Delete the edge before training.',
  },
  'no-input': {
    severity: 'error',
    message: 'The network {network} has no Input node.',
    hint: 'Add an Input node with the shape of one sample.',
  },
  'no-output': {
    severity: 'error',
    message: 'The network {network} has no Output node.',
    hint: 'Add an Output node after the last layer.',
  },
  'unused-output': {
    severity: 'warning',
    message: '{node} computes a value that nothing uses.',
    hint: 'Connect it to an Output node, or delete it.',
  },
  'block-unknown': {
    severity: 'error',
    message: '{node} places the network {placed}, which the document does not have.',
    hint: 'Choose one of its networks: {expected}.',
  },
  'block-recursion': {
    severity: 'error',
    message: '{node} places {placed} inside itself: {path}.',
    hint: 'Place another network here, or delete the node.',
  },
  'block-too-large': {
    severity: 'error',
    message: '{node} expands to more than {limit} layers.',
    hint: 'Repeat or nest less.',
  },
  'block-parameter': {
    severity: 'warning',
    message: '{node} sets {param}, which {placed} does not declare.',
    hint: 'Remove the value, or declare the parameter in {placed}.',
  },
  'block-inside': {
    severity: 'error',
    message: '{node} places {placed}, where {inner} cannot be: {reason}',
    hint: 'Open the block, or change what it receives and what its parameters are set to.',
  },
  'share-shape': {
    severity: 'error',
    message:
      '{node} shares the weights of {other}, but {weight} is {received} here and {expected} there.',
    hint: 'Give both placements the same channels, or switch share off.',
  },
} as const;

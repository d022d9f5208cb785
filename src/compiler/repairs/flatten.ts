import { chainBack, insertLayer, type RepairMaker, sceneOf, shapeOf } from './repair';

/** Flatten before the dense layers that end in an Output, or before an Output that wants one row of values. */
export const insertFlatten: RepairMaker = (context) => {
  const { problem } = context;
  const scene = sceneOf(context);
  const edge = scene?.edges[0];
  if (!scene || !edge) return [];
  const arriving = shapeOf(scene, edge.source);
  const wanted = Number(problem.values.expected);
  if (!arriving || arriving.length < 2 || !Number.isInteger(wanted)) return [];
  const chain = chainBack(scene.network, edge.source);
  const rankInto = (id: string) => scene.facts.get(id)?.inputs[0]?.length ?? 0;
  // The first of the dense layers that follow the pictures.
  const tail = chain.slice(
    0,
    chain.findIndex((node) => rankInto(node.id) < 2 || !isFlat(node.kind)),
  );
  const dense = [...tail].reverse().find((node) => node.kind === 'Dense');
  const before = dense && scene.network.edges.find((other) => other.target === dense.id);
  if (before) {
    return [
      {
        id: 'insert-flatten',
        title: 'Insert Flatten',
        description: `${dense.id} will see all values of ${before.source} at once.`,
        apply: (document) =>
          insertLayer(document, scene.name, before, { kind: 'Flatten', id: 'flatten', config: {} }),
      },
    ];
  }
  const activation = wanted > 1 ? 'softmax' : 'sigmoid';
  return [
    {
      id: 'insert-flatten-dense',
      title: 'Insert Flatten and Dense',
      description: `${scene.node.id} will receive ${wanted} values, as its target has.`,
      apply: (document) => {
        const dense = { kind: 'Dense', id: 'answer', config: { units: wanted, activation } };
        const flat = insertLayer(document, scene.name, edge, {
          kind: 'Flatten',
          id: 'flatten',
          config: {},
        });
        const between = flat.networks[scene.name]?.edges.find(
          (other) => other.target === edge.target && other.input === edge.input,
        );
        return between ? insertLayer(flat, scene.name, between, dense) : flat;
      },
    },
  ];
};

/** Layers that work on a row of values as well as on pictures. */
function isFlat(kind: string): boolean {
  return ['Dense', 'Dropout', 'Activation', 'ReLU', 'Softmax', 'BatchNormalization'].includes(kind);
}

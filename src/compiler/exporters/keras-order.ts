/** The order in which Keras 3 lists the layers of a functional model, in its config as in its weights. */
import { type Call, callOfValue, type Program } from '../program';

/**
 * By the longest way to an output, largest first; layers of one depth in the order of a depth-first walk from the
 * outputs (`keras.src.ops.function.map_graph`).
 */
export function kerasOrder<Layer extends { readonly calls: readonly Call[] }>(
  program: Program,
  layers: readonly Layer[],
): Layer[] {
  const byId = new Map(program.calls.map((call) => [call.id, call]));
  const layerOf = new Map(
    layers.flatMap((layer) => layer.calls.map((c) => [c.id, layer] as const)),
  );
  const sources = (id: string): string[] => (byId.get(id)?.inputs ?? []).map(callOfValue);

  const finished: string[] = [];
  const visited = new Map<Layer, number>();
  const seen = new Set<string>();
  // An own stack: networks are deeper than the call stack of a worker.
  const stack: { id: string; left: string[] }[] = [];
  const enter = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const layer = layerOf.get(id);
    if (layer && !visited.has(layer)) visited.set(layer, visited.size);
    stack.push({ id, left: sources(id) });
  };
  for (const output of program.outputs) {
    enter(output);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.left.shift();
      if (next !== undefined) enter(next);
      else {
        stack.pop();
        if (layerOf.has(top.id)) finished.push(top.id);
      }
    }
  }

  const depths = new Map<string, number>();
  const layerDepths = new Map<Layer, number>();
  for (const id of finished.reverse()) {
    const layer = layerOf.get(id)!;
    const depth = Math.max(depths.get(id) ?? 0, layerDepths.get(layer) ?? 0);
    layerDepths.set(layer, depth);
    for (const source of sources(id)) {
      depths.set(source, Math.max(depth + 1, depths.get(source) ?? 0));
    }
  }
  const unused = layers.filter((layer) => !layerDepths.has(layer));
  for (const layer of unused) {
    layerDepths.set(layer, 0);
    visited.set(layer, -1);
  }
  return [...layers].sort(
    (a, b) => layerDepths.get(b)! - layerDepths.get(a)! || visited.get(a)! - visited.get(b)!,
  );
}

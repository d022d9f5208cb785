/** Published architectures as documents: the shipped templates, and larger ones made from them by repeating blocks. */
import { readFileSync } from 'node:fs';
import type { Config, Document, Json, Node } from '../../graph/document';
import { parse } from '../../graph/serialise';

export function templateOf(id: string): Document {
  const parsed = parse(
    readFileSync(new URL(`../../../templates/${id}.json`, import.meta.url), 'utf8'),
  );
  if (!parsed.ok || parsed.defects.length > 0) throw new Error(`templates/${id}.json has defects`);
  return parsed.document;
}

/** The document with `change` made to nodes of `main` by their id; a value of `null` takes the parameter away. */
export function changed(
  document: Document,
  change: Readonly<Record<string, Readonly<Record<string, Json>>>>,
): Document {
  const main = document.networks.main!;
  const nodes = main.nodes.map((node): Node => {
    const patch = change[node.id];
    return patch ? { ...node, config: { ...node.config, ...patch } as Config } : node;
  });
  return { ...document, networks: { ...document.networks, main: { ...main, nodes } } };
}

/** ResNet-50 with 8 blocks in its third stage and 36 in its fourth. */
export function resnet152(): Document {
  return changed(templateOf('resnet50'), {
    conv3_block4: { repeat: 5 },
    conv4_block6: { repeat: 31 },
  });
}

/** DenseNet-121 with 48 and 32 layers in its last two blocks; a transition halves the channels. */
export function densenet201(): Document {
  return changed(templateOf('densenet121'), {
    dense3: { repeat: 48 },
    transition3: { parameters: { filters: 896 } },
    dense4: { repeat: 32 },
  });
}

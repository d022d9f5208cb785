/** What the palette offers: every layer kind by group, with the names by which it is found. */
import { type AnyLayer, type Group, groups } from '../../../src/compiler/layer';
import { layerByKind, layers } from '../../../src/compiler/layers/all';
import { NETWORK_KIND } from '../../../src/graph/document';
import { resources, type Translate } from '../i18n/index';
import { kindName } from '../i18n/names';

export interface Kind {
  readonly id: string;
  readonly layer: AnyLayer;
  readonly name: string;
  readonly names: readonly string[];
}

/** Blocks have a section of their own, so the kind that places them is not offered bare. */
export function paletteKinds(t: Translate): readonly Kind[] {
  return Object.keys(layers)
    .filter((kind) => kind !== NETWORK_KIND)
    .flatMap((kind) => {
      const layer = layerByKind(kind);
      if (!layer) return [];
      const name = kindName(t, kind);
      return [{ id: kind, layer, name, names: [...new Set([name, kind, chineseName(kind)])] }];
    });
}

function chineseName(kind: string): string {
  const words: Readonly<Record<string, string>> | undefined = resources['zh-CN'].translation.layers;
  return words?.[kind] ?? kind;
}

export interface KindGroup {
  readonly group: Group;
  readonly kinds: readonly Kind[];
}

/** In the order of the palette; groups without a kind are left out. */
export function byGroup(kinds: readonly Kind[]): readonly KindGroup[] {
  return groups
    .map((group) => ({ group, kinds: kinds.filter((kind) => kind.layer.group === group) }))
    .filter((entry) => entry.kinds.length > 0);
}

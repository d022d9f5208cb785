/** Everything that the command palette finds: actions, layers, nodes, networks and templates. */
import type { LucideIcon } from 'lucide-react';
import { LayoutGrid } from 'lucide-react';
import { layerByKind } from '../../../src/compiler/layers/all';
import type { Document } from '../../../src/graph/document';
import { isEnabled } from '../actions/action';
import { allActions } from '../actions/all';
import { shortcutText } from '../actions/keys';
import { insertLayer, selectAndShow } from '../canvas/commands';
import type { IconGroup } from '../controls/icons';
import type { Translate } from '../i18n/index';
import { groupName, kindDoc, kindName, templateName } from '../i18n/names';
import { blockName, findableBlocks } from '../palette/block-library';
import { paletteKinds } from '../palette/kinds';
import { placeLibraryBlock } from '../palette/place-block';
import { type Searchable, search } from '../palette/search';
import { notify, openTemplate } from '../persistence/files';
import { templateIds } from '../persistence/templates';
import { viewStore } from '../stores/view';

export type EntryType = 'action' | 'layer' | 'node' | 'template' | 'help';

export interface Entry extends Searchable {
  readonly type: EntryType;
  readonly label: string;
  /** Where it belongs: the menu, the group, the network. */
  readonly path: string;
  readonly icon?: LucideIcon | undefined;
  /** Drawn as a tile instead of an icon. */
  readonly group?: IconGroup | undefined;
  readonly kind?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly run: () => void;
}

const prefixes: Readonly<Record<string, EntryType>> = {
  '>': 'action',
  '@': 'node',
  '+': 'layer',
  '?': 'help',
};

/** Nodes are listed without a query only for documents this small. */
const MOST_NODES = 2000;

export function entriesOf(document: Document, t: Translate): readonly Entry[] {
  return [
    ...actionEntries(t),
    ...layerEntries(t),
    ...blockEntries(t),
    ...nodeEntries(document, t),
    ...templateEntries(t),
    ...helpEntries(t),
  ];
}

function actionEntries(t: Translate): readonly Entry[] {
  return allActions
    .filter((action) => !action.hidden && action.id !== 'view.commands' && isEnabled(action))
    .map((action) => ({
      id: `action/${action.id}`,
      type: 'action',
      label: action.label(),
      names: [action.label()],
      path: t(`shell.section-${action.section}`),
      icon: action.icon,
      shortcut: shortcutText(action),
      run: action.run,
    }));
}

function layerEntries(t: Translate): readonly Entry[] {
  return paletteKinds(t).map((kind) => ({
    id: `layer/${kind.id}`,
    type: 'layer',
    label: kind.name,
    names: kind.names,
    path: t('panels.addLayerIn', { group: groupName(t, kind.layer.group) }),
    group: kind.layer.group,
    kind: kind.id,
    run: () => {
      viewStore.getState().set({ screen: 'studio' });
      insertLayer(kind.id);
    },
  }));
}

function blockEntries(t: Translate): readonly Entry[] {
  return findableBlocks().map(({ id, names, block }) => ({
    id,
    type: 'layer',
    label: blockName(t, block),
    names,
    path: t('panels.addLayerIn', {
      group: t(block.shelf === 'backbones' ? 'panels.backbones' : 'panels.blockLibrary'),
    }),
    group: 'Block',
    run: () => {
      viewStore.getState().set({ screen: 'studio' });
      void placeLibraryBlock(block);
    },
  }));
}

function nodeEntries(document: Document, t: Translate): readonly Entry[] {
  const all = Object.entries(document.networks).flatMap(([network, { nodes }]) =>
    nodes.map((node) => ({ network, node })),
  );
  return all.slice(0, MOST_NODES).map(({ network, node }) => ({
    id: `node/${network}/${node.id}`,
    type: 'node',
    label: node.label ?? node.id,
    names: [node.id, ...(node.label ? [node.label] : []), node.kind, kindName(t, node.kind)],
    path: `${network} · ${kindName(t, node.kind)}`,
    group: layerByKind(node.kind)?.group ?? 'Unknown',
    kind: node.kind,
    run: () => {
      viewStore.getState().set({ screen: 'studio', path: [network] });
      selectAndShow(node.id);
    },
  }));
}

function templateEntries(t: Translate): readonly Entry[] {
  return templateIds.map((id) => ({
    id: `template/${id}`,
    type: 'template',
    label: templateName(t, id),
    names: [templateName(t, id), id],
    path: t('panels.openTemplate'),
    icon: LayoutGrid,
    run: () => void openTemplate(id),
  }));
}

/** What each layer does, in its own words; found behind `?`, so that a layer's name finds the layer first. */
function helpEntries(t: Translate): readonly Entry[] {
  return paletteKinds(t).map((kind) => {
    const text = kindDoc(t, kind.layer);
    return {
      id: `help/${kind.id}`,
      type: 'help',
      label: kind.name,
      names: kind.names,
      path: text,
      group: kind.layer.group,
      kind: kind.id,
      run: () => notify({ title: kind.name, text }),
    };
  });
}

const SHOWN = 60;

/** What a query finds: the prefix chooses a type; without words, what was used last comes first. */
export function find(
  query: string,
  all: readonly Entry[],
  recent: readonly string[],
): readonly Entry[] {
  const type = prefixes[query.trimStart()[0] ?? ''];
  const text = type ? query.trimStart().slice(1) : query;
  const pool = type
    ? all.filter((entry) => entry.type === type)
    : all.filter((entry) => entry.type !== 'help');
  const rank = (entry: Entry) => {
    const at = recent.indexOf(entry.id);
    return at < 0 ? recent.length : at;
  };
  const sorted = [...pool].sort((a, b) => rank(a) - rank(b));
  return search(text, sorted).slice(0, SHOWN);
}

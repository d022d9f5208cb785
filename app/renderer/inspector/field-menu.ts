/** What the menu of a field offers inside a block: to make it a parameter that placements set, and to take that back. */
import type { Json, Node } from '../../../src/graph/document';
import { promoteParameter, settleParameter } from '../../../src/graph/edits/parameters';
import { commit } from '../../../src/graph/history';
import { networkOf, placementsOf } from '../../../src/graph/network';
import type { MenuItem } from '../controls/Menu';
import type { Translate } from '../i18n/index';
import { documentStore } from '../stores/document';

/** Nothing where no node places the network: its parameters could not be set. `value` is what the field shows. */
export function fieldMenu(
  t: Translate,
  place: { readonly network: string; readonly node: Node },
  param: string,
  value: Json,
): readonly MenuItem[] {
  const { network, node } = place;
  const { document, dispatch } = documentStore().getState();
  if (placementsOf(document, network).length === 0) return [];
  const declared = networkOf(document, network)?.parameters ?? {};
  const follows = typeof value === 'string' && value.startsWith('=') ? value.slice(1).trim() : null;
  if (follows !== null) {
    if (!Object.hasOwn(declared, follows)) return [];
    const label = t('panels.settleParameter', { name: follows });
    return [
      {
        id: 'settle',
        label,
        disabled: settleParameter(document, network, follows) === document,
        run: () => dispatch((before) => settleParameter(before, network, follows), commit(label)),
      },
    ];
  }
  const label = t('panels.makeParameter', { block: network });
  const at = { network, node: node.id };
  const promoted = promoteParameter(document, at, param, { value });
  return [
    {
      id: 'promote',
      label,
      disabled: promoted === document,
      run: () =>
        dispatch((before) => promoteParameter(before, at, param, { value }), commit(label)),
    },
  ];
}

/** What every layer of the shown network costs: parameters, multiply-adds, and the values that training keeps. */
import type { NodeFacts } from '../../../src/compiler/facts';
import type { Node } from '../../../src/graph/document';
import { placedNetwork, repeatsOf } from '../../../src/graph/network';
import { nodeById } from '../../../src/graph/topology';
import { formatBig, formatBytes, formatCount, formatShape } from '../controls/format';
import { type Translate, useWords } from '../i18n';
import { kindName } from '../i18n/names';
import { useFacts } from '../stores/facts';
import { useShownNetwork } from '../stores/shown';
import styles from './Dock.module.css';

/** A value is a 32-bit float. */
const BYTES = 4;

export function CostPanel() {
  const t = useWords();
  const facts = useFacts();
  const { network } = useShownNetwork();
  const rows = facts.order.flatMap((id) => {
    const node = facts.nodes.get(id);
    return node ? [{ id, node }] : [];
  });
  const largest = (of: (node: NodeFacts) => number) =>
    Math.max(1, ...rows.map(({ node }) => of(node)));
  const most = {
    parameters: largest((node) => node.parameters),
    macs: largest((node) => node.macs),
    activations: largest((node) => node.activations),
  };
  const total = facts.totals;
  return (
    <div className={styles.cost}>
      <table>
        <caption hidden>{t('training.cost')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('training.costLayer')}</th>
            <th scope="col">{t('training.costMadeOf')}</th>
            <th scope="col">{t('training.costShape')}</th>
            <th scope="col">{t('training.costParameters')}</th>
            <th scope="col">{t('training.costMacs')}</th>
            <th scope="col">{t('training.costActivations')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, node }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{madeOf(t, nodeById(network, id))}</td>
              <td className={styles.shape}>{node.output ? formatShape(node.output) : '?'}</td>
              <Amount share={node.parameters / most.parameters} colour="Core">
                {formatCount(node.parameters)}
              </Amount>
              <Amount
                share={node.macs / most.macs}
                colour="Convolution"
                exact={formatCount(node.macs)}
              >
                {formatBig(node.macs)}
              </Amount>
              <Amount share={node.activations / most.activations} colour="Activation">
                {formatBytes(node.activations * BYTES)}
              </Amount>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('training.costTotal')}</th>
            <td />
            <td />
            <td>{formatCount(total.parameters)}</td>
            <td>{formatCount(total.macs)}</td>
            <td>{formatBytes(total.activations * BYTES)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A number with its bar; the longest bar of a column is its largest number. */
function Amount(props: {
  readonly share: number;
  readonly colour: 'Core' | 'Convolution' | 'Activation';
  /** The number itself, where a shortened one is shown. */
  readonly exact?: string;
  readonly children: string;
}) {
  const { share, colour, exact, children } = props;
  return (
    <td title={exact}>
      <span className={styles.amount}>
        <i aria-hidden>
          <b style={{ width: `${share * 100}%`, background: `var(--group-${colour})` }} />
        </i>
        {children}
      </span>
    </td>
  );
}

/** The kind, for a block the network that it places, and how often. */
function madeOf(t: Translate, node: Node | undefined): string {
  if (!node) return '';
  const name = placedNetwork(node) ?? kindName(t, node.kind);
  const repeat = repeatsOf(node);
  return repeat > 1 ? `${name} × ${repeat}` : name;
}

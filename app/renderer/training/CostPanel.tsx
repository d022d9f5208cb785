/** What every layer of the shown network costs: parameters and multiply-adds. */
import { formatCount, formatShape, formatShare } from '../controls/format';
import { useWords } from '../i18n';
import { useFacts } from '../stores/facts';
import styles from './Dock.module.css';

export function CostPanel() {
  const t = useWords();
  const facts = useFacts();
  const rows = facts.order.flatMap((id) => {
    const node = facts.nodes.get(id);
    return node ? [{ id, node }] : [];
  });
  const total = facts.totals;
  return (
    <div className={styles.cost}>
      <table>
        <caption hidden>{t('training.cost')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('training.costLayer')}</th>
            <th scope="col">{t('training.costShape')}</th>
            <th scope="col">{t('training.costParameters')}</th>
            <th scope="col">{t('training.costMacs')}</th>
            <th scope="col">{t('training.costShare')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, node }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td className={styles.shape}>{node.output ? formatShape(node.output) : '?'}</td>
              <td>{formatCount(node.parameters)}</td>
              <td>{formatCount(node.macs)}</td>
              <td>{formatShare(total.macs > 0 ? node.macs / total.macs : 0)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('training.costTotal')}</th>
            <td />
            <td>{formatCount(total.parameters)}</td>
            <td>{formatCount(total.macs)}</td>
            <td>{formatShare(total.macs > 0 ? 1 : 0)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

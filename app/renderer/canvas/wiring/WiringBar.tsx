/** While an edge that was begun by a click or a tap waits for its other end: what to do, or why that card takes none. */
import { useStore } from 'zustand';
import { Button } from '../../controls/Button';
import { useWords } from '../../i18n';
import overlayStyles from '../overlays/overlays.module.css';
import styles from './wiring.module.css';
import { wiringStore } from './wiring-store';

export function WiringBar({ onCancel }: { readonly onCancel: () => void }) {
  const t = useWords();
  const from = useStore(wiringStore, (state) => (state.clicked ? state.from : null));
  const refusal = useStore(wiringStore, (state) => state.refusal);
  if (!from) return null;
  const ask = from.side === 'source' ? 'canvas.tapTarget' : 'canvas.tapSource';
  return (
    <div
      className={`${overlayStyles.float} ${overlayStyles.bar} ${overlayStyles.preview} ${styles.bar}`}
      role="status"
    >
      <span>{refusal === '' ? t(ask, { name: from.node }) : refusal}</span>
      <Button onClick={onCancel}>{t('canvas.cancelWiring')}</Button>
    </div>
  );
}

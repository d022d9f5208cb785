import { ChevronRight, Network } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../controls/Button';
import { useWords } from '../../i18n';
import { useDocument } from '../../stores/document';
import { useShownNetwork } from '../../stores/shown';
import { useView } from '../../stores/view';
import { detachShown, goToLevel, placementCount } from '../blocks';
import styles from './overlays.module.css';

/** The way to the shown network, and once for each visit what editing here changes. */
export function Breadcrumbs() {
  const t = useWords();
  const path = useView((view) => view.path);
  const { network } = useShownNetwork();
  const count = network.nodes.length;
  return (
    <nav className={`${styles.float} ${styles.breadcrumbs}`} aria-label={t('canvas.breadcrumbs')}>
      <Network size={14} strokeWidth={1.75} aria-hidden />
      {path.map((name, level) => (
        // The same placement may be entered twice on one way.
        <span key={`${level} ${name}`} style={{ display: 'contents' }}>
          {level > 0 && <ChevronRight size={13} aria-hidden />}
          <button
            type="button"
            className={styles.crumb}
            aria-current={level === path.length - 1 ? 'page' : undefined}
            onClick={() => goToLevel(level)}
          >
            {name}
          </button>
        </span>
      ))}
      <span className={styles.muted}>
        {count === 1 ? t('canvas.oneNode') : t('canvas.nodes', { count })}
      </span>
      {path.length > 1 && <Shared key={path.join('/')} />}
    </nav>
  );
}

function Shared() {
  const t = useWords();
  const [opened] = useState(useDocument((state) => state.document));
  const document = useDocument((state) => state.document);
  const path = useView((view) => view.path);
  const placements = placementCount(document, path);
  // Said when the first edit comes, not before: looking inside changes nothing.
  if (document === opened || placements < 2) return null;
  return (
    <span className={styles.notice} role="status">
      {t('canvas.changesAll', { count: placements })}
      <Button variant="quiet" onClick={detachShown}>
        {t('canvas.detach')}
      </Button>
    </span>
  );
}

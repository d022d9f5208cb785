import { ChevronRight, Network } from 'lucide-react';
import { useState } from 'react';
import { NETWORK_KIND } from '../../../../src/graph/document';
import { nodeById } from '../../../../src/graph/topology';
import { Button } from '../../controls/Button';
import { Kbd } from '../../controls/Kbd';
import { useWords } from '../../i18n';
import { useDocument } from '../../stores/document';
import { useShownNetwork } from '../../stores/shown';
import { useView, viewStore } from '../../stores/view';
import { detachPlacement, enterBlock, goToLevel, goWithin, placementCount } from '../blocks';
import styles from './overlays.module.css';

/** The way to the shown network, and once for each visit what editing here changes. */
export function Breadcrumbs() {
  const t = useWords();
  const path = useView((view) => view.path);
  const { name: root, network } = useShownNetwork();
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
      <Onward />
      <span className={styles.muted}>
        {count === 1 ? t('canvas.oneNode') : t('canvas.nodes', { count })}
      </span>
      {path.length === 1 && <Beside root={root} />}
      {path.length > 1 && <Shared key={path.join('/')} />}
    </nav>
  );
}

/** The way on to a selected block, or to a layer within its frame, which Enter follows. */
function Onward() {
  const selection = useView((view) => view.selection);
  const within = useView((view) => view.within);
  const { network } = useShownNetwork();
  if (within.length > 0) {
    return (
      <>
        <ChevronRight size={13} aria-hidden />
        <button type="button" className={styles.crumb} aria-keyshortcuts="Enter" onClick={goWithin}>
          {within.join(' › ')} <Kbd>Enter</Kbd>
        </button>
      </>
    );
  }
  const [only] = selection;
  const node = selection.length === 1 && only !== undefined ? nodeById(network, only) : undefined;
  if (node?.kind !== NETWORK_KIND) return null;
  return (
    <>
      <ChevronRight size={13} aria-hidden />
      <button
        type="button"
        className={styles.crumb}
        aria-keyshortcuts="Enter"
        onClick={() => enterBlock(node.id)}
      >
        {node.label ?? node.id} <Kbd>Enter</Kbd>
      </button>
    </>
  );
}

/** Networks side by side, as the two players of a GAN: the ones that training names and the canvas does not show. */
function Beside({ root }: { readonly root: string }) {
  const phases = useDocument(({ document }) => document.training?.phases);
  const networks = useDocument(({ document }) => document.networks);
  const named = new Set(phases?.flatMap((phase) => Object.values(phase.networks)));
  const others = [...named].filter((name) => name !== root && Object.hasOwn(networks, name));
  return others.map((name) => (
    <button
      key={name}
      type="button"
      className={styles.crumb}
      onClick={() => viewStore.getState().set({ path: [name], selection: [], selectedEdges: [] })}
    >
      {name}
    </button>
  ));
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
      <Button variant="quiet" onClick={() => detachPlacement(path)}>
        {t('canvas.detach')}
      </Button>
    </span>
  );
}

/** How much imported data lies in this browser, and an end to what nothing uses. */
import { useEffect, useState } from 'react';
import type { KeptFiles as Kept } from '../../../src/runtime/files/unused';
import { Button } from '../controls/Button';
import { formatBytes } from '../controls/format';
import { useWords } from '../i18n';
import { deleteUnusedFiles, importedFiles } from '../persistence/imported-files';
import styles from './DataPanel.module.css';

type State =
  | { readonly phase: 'reading' }
  | { readonly phase: 'shown'; readonly kept: Kept; readonly freed?: number };

/** Nothing where nothing was ever imported, and where the browser keeps no files. */
export function KeptFiles() {
  const t = useWords();
  const [state, setState] = useState<State>({ phase: 'reading' });
  useEffect(() => {
    let current = true;
    importedFiles().then(
      (kept) => current && setState({ phase: 'shown', kept }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  if (state.phase === 'reading') return null;
  const { kept, freed } = state;
  if (kept.bytes === 0 && freed === undefined) return null;
  const clear = async () => {
    const came = await deleteUnusedFiles();
    setState({ phase: 'shown', kept: await importedFiles(), freed: came });
  };
  return (
    <section className={styles.kept}>
      <h3>{t('dataPanel.kept')}</h3>
      <p>{t('dataPanel.keptImports', { count: kept.imports, size: formatBytes(kept.bytes) })}</p>
      {kept.unused > 0 && (
        <>
          <p>{t('dataPanel.keptUnused', { size: formatBytes(kept.unused) })}</p>
          <Button onClick={() => void clear().catch(() => undefined)}>
            {t('dataPanel.deleteUnused')}
          </Button>
        </>
      )}
      {freed !== undefined && (
        <p role="status">{t('dataPanel.deletedUnused', { size: formatBytes(freed) })}</p>
      )}
    </section>
  );
}

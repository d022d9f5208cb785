/** What was dropped, as it seems to be, until the document learns from it. */
import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { useWords } from '../i18n/index';
import { imports } from './import-state';

// Fetched when somebody brings data.
const Content = lazy(async () => ({ default: (await import('./ImportContent')).ImportContent }));

async function close(): Promise<void> {
  (await import('./import-store')).closeImport();
}

export function ImportDialog() {
  const t = useWords();
  const state = useStore(imports);
  const name = state.phase === 'idle' ? '' : state.name;
  return (
    <Modal
      opened={state.phase !== 'idle'}
      onClose={() => void close()}
      title={t('dataImport.title', { name })}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': t('dataImport.close') }}
    >
      <Suspense fallback={null}>
        <Content state={state} />
      </Suspense>
    </Modal>
  );
}

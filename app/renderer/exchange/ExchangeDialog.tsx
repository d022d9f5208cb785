import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../i18n/index';
import { closeExchange, type ExchangeState, useExchange } from './exchange-store';

// Knows every exporter, so it is fetched when somebody exports.
const Content = lazy(async () => ({
  default: (await import('./ExchangeContent')).ExchangeContent,
}));

/** Export with its passport, and what an import found: one dialog, whose content follows the work. */
export function ExchangeDialog() {
  const t = useWords();
  const state = useExchange();
  return (
    <Modal
      opened={state.at !== 'closed'}
      onClose={closeExchange}
      title={t(titleOf(state))}
      size={state.at === 'mapping' ? 860 : 640}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      transitionProps={{ duration: 140, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      <Suspense fallback={null}>
        <Content state={state} />
      </Suspense>
    </Modal>
  );
}

function titleOf(state: ExchangeState) {
  const way = state.at === 'working' ? state.way : undefined;
  if (state.at === 'mapping' || way === 'map' || way === 'start') return 'exchange.startFrom';
  return state.at === 'imported' || way === 'import'
    ? 'exchange.importModel'
    : 'exchange.exportModel';
}

/** A template before it is opened: its picture, text and layers. */
import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { MAIN } from '../../../src/graph/document';
import { Button } from '../controls/Button';
import { formatCount, formatShape } from '../controls/format';
import { useWords } from '../i18n';
import { kindName, templateName } from '../i18n/names';
import { showTemplate } from '../persistence/files';
import type { Template } from '../persistence/templates';
import { factsOf } from '../stores/facts';
import { Facts } from './Card';
import styles from './Gallery.module.css';
import { Picture } from './pictures/Picture';
import { templateText } from './template-facts';

export function Preview(props: { readonly template: Template; readonly onClose: () => void }) {
  const t = useWords();
  const { template, onClose } = props;
  useFocusBack();
  const name = templateName(t, template.id);
  const { document } = template;
  const trained = Object.values(document.training?.phases[0]?.networks ?? { network: MAIN });
  return (
    <Modal
      opened
      onClose={onClose}
      title={name}
      size={560}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <div className={styles.preview}>
        <div className={styles.picture}>
          <Picture document={document} label={t('gallery.picture', { name })} />
        </div>
        <p>{templateText(t, template)}</p>
        {document.about?.paper && <p>{t('gallery.paper', { paper: document.about.paper })}</p>}
        <Facts template={template} />
        {trained.map((network) => (
          <Layers key={network} template={template} network={network} />
        ))}
        <div className={styles.previewFoot}>
          <Button
            variant="primary"
            size="bar"
            data-autofocus
            onClick={() => showTemplate(template)}
          >
            {t('gallery.open')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Layers({ template, network }: { readonly template: Template; readonly network: string }) {
  const t = useWords();
  const facts = factsOf(template.document).get(network);
  const nodes = template.document.networks[network]?.nodes ?? [];
  if (!facts) return null;
  return (
    <table className={styles.layers} aria-label={t('gallery.layersOf', { name: network })}>
      <thead>
        <tr>
          <th scope="col">{t('gallery.layer')}</th>
          <th scope="col">{t('gallery.kind')}</th>
          <th scope="col">{t('gallery.shape')}</th>
          <th scope="col">{t('gallery.params')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.order.map((id) => {
          const node = nodes.find((candidate) => candidate.id === id);
          const own = facts.nodes.get(id);
          return (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{kindName(t, node?.kind ?? '')}</td>
              <td className={styles.shape}>{own?.output ? formatShape(own.output) : ''}</td>
              <td>{own && own.parameters > 0 ? formatCount(own.parameters) : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The window goes away at once when it closes, so it gives the focus back itself, to the card that it is of. */
function useFocusBack(): void {
  const [before] = useState(() => globalThis.document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

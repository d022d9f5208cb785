/** Two questions, four cases: what each means, what it would change, on the canvas before it is applied in one step. */
import { useState } from 'react';
import { transferFrom } from '../../../src/compiler/transfer';
import type { Document, Node } from '../../../src/graph/document';
import type { TransferCase } from '../../../src/graph/edits/transfer';
import { placedNetwork } from '../../../src/graph/network';
import { applyPreview, endPreview } from '../canvas/preview';
import { Button } from '../controls/Button';
import { Segmented } from '../controls/Segmented';
import { Switch } from '../controls/Switch';
import { useWords } from '../i18n/index';
import { firstTraining } from '../inspector/first-training';
import { LabelledRow } from '../inspector/LabelledRow';
import { Section } from '../inspector/Section';
import { useDocument } from '../stores/document';
import { useView, viewStore } from '../stores/view';
import { world } from '../stores/world';
import { type Change, planLines } from './plan';
import styles from './Transfer.module.css';

interface Answers {
  readonly data?: TransferCase['data'];
  readonly likeness?: TransferCase['likeness'];
  readonly fromScratch?: boolean;
}

const caseOf = ({ data, likeness, fromScratch = false }: Answers): TransferCase | undefined => {
  if (!data || !likeness) return undefined;
  const isFree = data === 'large' && likeness === 'different';
  return { data, likeness, ...(isFree && fromScratch && { fromScratch }) };
};

export function Guide({ node, network }: { readonly node: Node; readonly network: string }) {
  const t = useWords();
  const [answers, setAnswers] = useState<Answers>({});
  const chosen = caseOf(answers);
  const place = { network, node: node.id };
  const edit = (given: TransferCase) => (document: Document) =>
    transferFrom(document, place, given, { training: firstTraining(), world });
  const show = (given: TransferCase) =>
    viewStore.getState().set({
      preview: {
        id: 'transfer',
        title: t(`transfer.${given.data}-${given.likeness}`),
        description: t(`transfer.${given.data}-${given.likeness}Doc`),
        apply: edit(given),
      },
    });
  const answer = (more: Answers) => {
    const next = { ...answers, ...more };
    setAnswers(next);
    const complete = caseOf(next);
    if (complete) show(complete);
  };
  return (
    <Section title={t('transfer.guide')}>
      <p className={styles.question}>{t('transfer.howMuch')}</p>
      <Segmented
        label={t('transfer.howMuch')}
        value={answers.data}
        options={[
          { value: 'small', label: t('transfer.small') },
          { value: 'large', label: t('transfer.large') },
        ]}
        onChange={(data) => answer({ data })}
      />
      <p className={styles.question}>{t('transfer.howSimilar')}</p>
      <Segmented
        label={t('transfer.howSimilar')}
        value={answers.likeness}
        options={[
          { value: 'similar', label: t('transfer.similar') },
          { value: 'different', label: t('transfer.different') },
        ]}
        onChange={(likeness) => answer({ likeness })}
      />
      {chosen && (
        <Case
          chosen={chosen}
          change={{ host: network, backbone: placedNetwork(node) ?? '' }}
          edit={edit(chosen)}
          onAnswer={answer}
          onShow={show}
        />
      )}
    </Section>
  );
}

function Case(props: {
  readonly chosen: TransferCase;
  readonly change: Pick<Change, 'host' | 'backbone'>;
  readonly edit: (document: Document) => Document;
  readonly onAnswer: (more: Answers) => void;
  readonly onShow: (chosen: TransferCase) => void;
}) {
  const { chosen } = props;
  const t = useWords();
  const document = useDocument((state) => state.document);
  const isShown = useView((view) => view.preview?.id === 'transfer');
  const after = props.edit(document);
  const name = `${chosen.data}-${chosen.likeness}` as const;
  return (
    <>
      <p className={styles.doc}>{t(`transfer.${name}Doc`)}</p>
      {name === 'large-different' && (
        <LabelledRow label={t('transfer.fromScratch')}>
          <Switch
            label={t('transfer.fromScratch')}
            value={chosen.fromScratch ?? false}
            onChange={(fromScratch) => props.onAnswer({ fromScratch })}
          />
        </LabelledRow>
      )}
      <ul className={styles.plan} aria-label={t('transfer.plan')}>
        {planLines(t, { ...props.change, before: document, after }).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        {isShown ? (
          <>
            <Button variant="primary" onClick={applyPreview}>
              {t('transfer.apply')}
            </Button>
            <Button onClick={endPreview}>{t('transfer.endPreview')}</Button>
          </>
        ) : (
          <Button disabled={after === document} onClick={() => props.onShow(chosen)}>
            {t('transfer.preview')}
          </Button>
        )}
      </div>
    </>
  );
}

/** A layer on the canvas. All three zoom levels are in the card; the canvas' `data-level` chooses by CSS. */
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Link, Snowflake } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { colourOf, iconOf } from '../../controls/icons';
import { Tile } from '../../controls/Tile';
import { useWords } from '../../i18n';
import { choiceName } from '../../i18n/names';
import { useView } from '../../stores/view';
import type { CardNode } from '../adapter';
import type { Card } from '../card';
import { FacePicture } from '../faces/FacePicture';
import { OutputLines, SampleLines } from '../faces/lines';
import { BlockFrame } from '../frames/BlockFrame';
import { handleY } from '../geometry';
import { useShift } from '../moving';
import type { HandleSpec } from '../ports';
import { useTakes, useVerdict } from '../wiring/wiring-store';
import { BlockGlyph } from './BlockGlyph';
import styles from './NodeCard.module.css';

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CardNode>) {
  const takes = useTakes(id);
  const shift = useShift(id);
  const style = { '--card-colour': colourOf(data.group), width: data.width } as CSSProperties; // a custom property is not in React's type
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card is no fieldset; it is a named group of handles and facts
    <div
      ref={shift}
      role="group"
      aria-label={data.description}
      aria-current={selected || undefined}
      tabIndex={-1}
      className={styles.card}
      style={style}
      data-node={id}
      data-selected={selected || undefined}
      data-severity={data.severity ?? undefined}
      data-frozen={data.frozen || undefined}
      data-unknown={data.group === 'Unknown' || undefined}
      data-ghost={data.ghost ?? undefined}
      data-block={data.block && !data.frame ? '' : undefined}
      data-frame={data.frame ? '' : undefined}
      data-takes={takes || undefined}
    >
      <Header data={data} />
      {data.frame && <BlockFrame frame={data.frame} within={[id]} />}
      {data.face && !data.frame && (
        <div className={styles.face}>
          {data.block ? (
            <BlockGlyph glyph={data.block.glyph} scale={2.4} />
          ) : (
            <FacePicture node={id} face={data.face} />
          )}
        </div>
      )}
      {!data.frame && <Lines id={id} data={data} />}
      {!data.frame && <Pill data={data} />}
      {data.share > 0 && (
        <div className={styles.cost} aria-hidden>
          <i style={{ width: `${Math.max(1, data.share * 100)}%` }} />
        </div>
      )}
      {data.problems > 0 && (
        <span className={styles.badge} data-severity={data.severity} title={data.message}>
          {data.problems}
        </span>
      )}
      {data.inputs.map((spec, i) => (
        <Port key={spec.id} node={id} data={data} spec={spec} place={i} side="target" />
      ))}
      {data.outputs.map((spec, i) => (
        <Port key={spec.id} node={id} data={data} spec={spec} place={i} side="source" />
      ))}
    </div>
  );
});

function Header({ data }: { readonly data: Card }) {
  const t = useWords();
  return (
    <div className={styles.header}>
      {data.block ? (
        <BlockGlyph glyph={data.block.glyph} />
      ) : (
        <Tile group={data.group} kind={data.kind} />
      )}
      <span className={styles.names}>
        <span className={styles.title} title={data.title}>
          {data.title}
        </span>
        {data.ghost === 'added' ? (
          <span className={styles.id} data-ghost>
            {t('canvas.preview')}
          </span>
        ) : (
          <span className={styles.id}>{data.name}</span>
        )}
      </span>
      {data.frame && (
        <span className={styles.frameFacts}>
          {[data.line[1], data.line[0], data.foot[0]].filter((part) => part !== '').join(' · ')}
        </span>
      )}
      {data.block?.shared && (
        <Link size={12} className={styles.mark} aria-label={t('canvas.sharedWeights')} />
      )}
      {(data.frozen || data.frozenNote !== '') && (
        <span className={styles.still}>
          <Snowflake size={12} className={styles.mark} aria-hidden />
          {data.frozenNote}
        </span>
      )}
    </div>
  );
}

function Lines({ id, data }: { readonly id: string; readonly data: Card }) {
  const t = useWords();
  const [left, right] = data.line;
  // Inside a block they are its ports: no sample ends or starts there.
  const isPort = useView((view) => view.path.length > 1);
  if (data.kind === 'Input' && !isPort) return <SampleLines id={id} styles={styles} />;
  if (data.kind === 'Output' && !isPort && data.severity !== 'error') {
    return <OutputLines id={id} loss={left} styles={styles} />;
  }
  return (
    <>
      <div className={styles.line} data-expression={right.startsWith('=') || undefined}>
        <span>{data.kind === 'Output' ? (isPort ? '' : choiceName(t, left)) : left}</span>
        <span title={right.startsWith('=') ? right : undefined}>{right}</span>
      </div>
      <div className={styles.foot}>
        <span>{data.foot[0]}</span>
        <span>{data.foot[1]}</span>
      </div>
    </>
  );
}

function Pill({ data }: { readonly data: Card }) {
  const Icon = iconOf(data.group, data.kind);
  return (
    <div className={styles.pill} aria-hidden>
      <Icon />
      <span>{data.name}</span>
    </div>
  );
}

function Port(props: {
  readonly node: string;
  readonly data: Card;
  readonly spec: HandleSpec;
  readonly place: number;
  readonly side: 'source' | 'target';
}) {
  const { node, data, spec, place, side } = props;
  const t = useWords();
  const verdict = useVerdict(node, spec.id, side);
  const count = side === 'source' ? data.outputs.length : data.inputs.length;
  const port = count > 1 ? (side === 'source' ? spec.port : String(spec.index + 1)) : '';
  const values = { name: data.name, port };
  return (
    <Handle
      id={spec.id}
      type={side}
      position={side === 'source' ? Position.Right : Position.Left}
      className={styles.handle ?? ''}
      style={{ top: handleY(place, count, data.height) }}
      role="button"
      aria-label={(side === 'source'
        ? t('canvas.output', values)
        : t('canvas.input', values)
      ).replace(/ {2}/g, ' ')}
      data-verdict={verdict}
      data-ghost={data.ghost ?? undefined}
    />
  );
}

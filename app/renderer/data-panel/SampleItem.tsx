/** One sample in a list: a picture, the beginning of a text, a line, or a row of a table. */
import type { ColumnSpec } from '../../../src/compiler/world';
import type { Column } from '../../../src/runtime/dataset';
import { PixelView } from '../training/PixelView';
import styles from './DataPanel.module.css';
import { Lines } from './Lines';
import { type Form, rowCells, sampleText, sampleValues } from './sample-form';

export const PICTURE = 44;
/** Columns of a table that a list shows; the sample itself shows all. */
export const SHOWN_COLUMNS = 12;

export function SampleItem(props: {
  readonly form: Form;
  readonly spec: ColumnSpec;
  readonly column: Column;
  readonly index: number;
  readonly number: string;
  readonly label: string;
}) {
  const { form, spec, column, index, number, label } = props;
  if (form === 'picture') {
    return (
      <>
        <PixelView
          values={sampleValues(column, index)}
          shape={column.shape}
          range={rangeOf(spec)}
          size={PICTURE}
          label={label || number}
        />
        <span className={styles.caption}>{label || number}</span>
      </>
    );
  }
  return (
    <>
      <span className={styles.number}>{number}</span>
      {form === 'text' && (
        <span className={styles.text}>{sampleText(column, index).slice(0, 300)}</span>
      )}
      {form === 'series' && (
        <Lines values={sampleValues(column, index)} shape={column.shape} height={26} />
      )}
      {form === 'row' &&
        rowCells(spec, sampleValues(column, index))
          .slice(0, SHOWN_COLUMNS)
          .map(([name, text]) => (
            <span key={name} className={styles.cell}>
              {text}
            </span>
          ))}
      <span className={styles.label}>{label}</span>
    </>
  );
}

/** What black and white of a picture are. */
export function rangeOf({ dtype }: ColumnSpec): readonly [number, number] {
  return dtype === 'uint8' ? [0, 255] : [0, 1];
}

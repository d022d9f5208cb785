import styles from './controls.module.css';

export function Switch(props: {
  readonly label: string;
  readonly value: boolean | 'mixed';
  readonly onChange: (value: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-label={props.label}
      aria-checked={props.value}
      aria-describedby={props.describedBy}
      disabled={props.disabled}
      className={styles.switch}
      onClick={() => props.onChange(props.value !== true)}
    />
  );
}

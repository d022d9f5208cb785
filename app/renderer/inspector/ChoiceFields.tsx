import type { Params } from '../../../src/compiler/params';
import type { Config, Json } from '../../../src/graph/document';
import styles from './inspector.module.css';
import { ParamRow } from './ParamRow';

/** The parameters of what was chosen: `l2` of a regularizer, `stddev` of an initializer. */
export function ChoiceFields(props: {
  readonly params: Params;
  /** With its `id`. */
  readonly choice: Config;
  readonly locked: string | undefined;
  readonly expressions: boolean | undefined;
  readonly onChange: (value: Json, gesture: string | undefined) => void;
}) {
  const { choice } = props;
  const names = Object.keys(props.params);
  if (names.length === 0) return null;
  return (
    <div className={styles.nested}>
      {Object.entries(props.params).map(([name, param]) => (
        <ParamRow
          key={name}
          name={name}
          param={param}
          value={choice[name] ?? param.default}
          changed={
            Object.hasOwn(choice, name) &&
            JSON.stringify(choice[name]) !== JSON.stringify(param.default)
          }
          locked={props.locked}
          expressions={props.expressions}
          onChange={(value, gesture) => {
            const { [name]: _, ...rest } = choice;
            props.onChange(value === undefined ? rest : { ...rest, [name]: value }, gesture);
          }}
        />
      ))}
    </div>
  );
}

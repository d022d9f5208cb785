/** The parameters of a kind, an optimizer or a data set: the usual ones, then the rare ones behind a fold. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Choice, ChoiceParam, Param, Params } from '../../../src/compiler/params';
import type { Config, Json } from '../../../src/graph/document';
import { equalJson, isConfig } from '../../../src/graph/json';
import type { MenuItem } from '../controls/Menu';
import { useWords } from '../i18n/index';
import { paramName } from '../i18n/names';
import styles from './inspector.module.css';
import { ParamRow, type ParamRowProps } from './ParamRow';

export interface FieldState {
  readonly value: Json;
  readonly changed: boolean;
  readonly mixed?: boolean | undefined;
  readonly locked?: string | undefined;
  readonly worth?: string | undefined;
}

export function ParamFields(props: {
  readonly params: Params;
  readonly stateOf: (name: string, param: Param) => FieldState;
  readonly onChange: (name: string, value: Json | undefined, gesture: string | undefined) => void;
  readonly expressions?: boolean | undefined;
  /** They are those of what was chosen for a parameter. */
  readonly isPart?: boolean;
  readonly menuOf?: ((name: string) => readonly MenuItem[]) | undefined;
}) {
  const all = Object.entries(props.params).map(([name, param]) => ({
    name,
    param,
    state: props.stateOf(name, param),
  }));
  // A handful needs no fold.
  const rare = all.filter(({ param }) => param.rare && !(props.isPart && all.length <= 8));
  const row = ({ name, param, state }: (typeof all)[number]) => (
    <ParamWithParts
      key={name}
      name={name}
      param={param}
      {...state}
      expressions={props.expressions}
      menuOf={props.menuOf}
      onChange={(value, gesture) => props.onChange(name, value, gesture)}
    />
  );
  return (
    <>
      {!props.isPart && (
        <Locked names={all.filter(({ state }) => state.locked).map(({ name }) => name)} />
      )}
      {all.filter((one) => !rare.includes(one)).map(row)}
      {rare.length > 0 && (
        <More names={rare.map(({ name }) => name)} open={rare.some(({ state }) => state.changed)}>
          {rare.map(row)}
        </More>
      )}
    </>
  );
}

/** Why some fields cannot be changed now, said once for all of them. */
function Locked({ names }: { readonly names: readonly string[] }) {
  const t = useWords();
  if (names.length === 0) return null;
  const listed = names.map((name) => paramName(t, name)).join(t('panels.listComma'));
  return <p className={styles.locked}>{t('panels.pauseToChange', { name: listed })}</p>;
}

function More(props: {
  readonly names: readonly string[];
  readonly open: boolean;
  readonly children: React.ReactNode;
}) {
  const t = useWords();
  const [toggled, setToggled] = useState<boolean | null>(null);
  const open = toggled ?? props.open;
  const Icon = open ? ChevronDown : ChevronRight;
  const names = props.names.slice(0, 2).map((name) => paramName(t, name));
  return (
    <>
      <button
        type="button"
        className={styles.more}
        aria-expanded={open}
        title={props.names.map((name) => paramName(t, name)).join(', ')}
        onClick={() => setToggled(!open)}
      >
        <Icon size={14} aria-hidden />
        {t('panels.moreParameters', {
          count: props.names.length,
          names: names.join(t('panels.listComma')),
        })}
      </button>
      {open && props.children}
    </>
  );
}

/** A parameter and, under it and as wide as the panel, the parameters of what was chosen. */
function ParamWithParts(props: ParamRowProps) {
  const { name, param, value } = props;
  const list = param.type === 'choices' ? listOf(value) : [];
  return (
    <>
      <ParamRow {...props} />
      {param.type === 'choice' && !props.mixed && isConfig(value) && (
        <PartFields
          params={param.choices[String(value.id)]?.params ?? {}}
          part={value}
          of={props}
          onChange={props.onChange}
        />
      )}
      {param.type === 'choices' &&
        !props.mixed &&
        list.map((part, at) => (
          <ListedPart
            key={`${name} ${at}`} // parts have no other name than their place
            at={at}
            list={list}
            param={param}
            part={part}
            of={props}
          />
        ))}
    </>
  );
}

function ListedPart(props: {
  readonly at: number;
  readonly list: readonly Config[];
  readonly param: ChoiceParam | Extract<Param, { type: 'choices' }>;
  readonly part: Config;
  readonly of: ParamRowProps;
}) {
  const { at, list, param, part, of } = props;
  const one: ChoiceParam = { ...param, type: 'choice', default: part as Choice };
  return (
    <div className={styles.nested}>
      <ParamWithParts
        name={`${of.name} ${at + 1}`}
        param={one}
        value={part}
        changed={false}
        locked={of.locked}
        expressions={of.expressions}
        onChange={(value, gesture) => {
          // A choice that is not nullable stays a choice.
          const changed = list.map((other, i) => (i === at ? (value as Config) : other));
          of.onChange(changed, gesture);
        }}
      />
    </div>
  );
}

/** Of a regularizer `l2`, of an initializer `stddev`, of a wrapped layer all that it has. */
function PartFields(props: {
  readonly params: Params;
  /** With its `id`. */
  readonly part: Config;
  readonly of: ParamRowProps;
  readonly onChange: (value: Json, gesture: string | undefined) => void;
}) {
  const { params, part, of } = props;
  if (Object.keys(params).length === 0) return null;
  return (
    <div className={styles.nested}>
      <ParamFields
        isPart
        params={params}
        expressions={of.expressions}
        stateOf={(name, param) => ({
          value: part[name] ?? param.default,
          changed: Object.hasOwn(part, name) && !equalJson(part[name] ?? null, param.default),
          locked: of.locked,
        })}
        onChange={(name, value, gesture) => {
          const { [name]: _, ...rest } = part;
          props.onChange(value === undefined ? rest : { ...rest, [name]: value }, gesture);
        }}
      />
    </div>
  );
}

const listOf = (value: Json): readonly Config[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter(isConfig) : [];

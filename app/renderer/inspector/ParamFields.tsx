/** The parameters of a kind, an optimizer or a data set: the usual ones, then the rare ones behind a fold. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Param, Params } from '../../../src/compiler/params';
import type { Json } from '../../../src/graph/document';
import type { MenuItem } from '../controls/Menu';
import { useWords } from '../i18n/index';
import { paramName } from '../i18n/names';
import styles from './inspector.module.css';
import { ParamRow } from './ParamRow';

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
  readonly menuOf?: ((name: string) => readonly MenuItem[]) | undefined;
}) {
  const all = Object.entries(props.params).map(([name, param]) => ({
    name,
    param,
    state: props.stateOf(name, param),
  }));
  const rare = all.filter(({ param }) => param.rare);
  const row = ({ name, param, state }: (typeof all)[number]) => (
    <ParamRow
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
      {all.filter(({ param }) => !param.rare).map(row)}
      {rare.length > 0 && (
        <More names={rare.map(({ name }) => name)} open={rare.some(({ state }) => state.changed)}>
          {rare.map(row)}
        </More>
      )}
    </>
  );
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

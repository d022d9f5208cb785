/** The control for each type of parameter. */
import type { ChoiceParam, ChoicesParam, Param } from '../../../src/compiler/params';
import type { Config, Json } from '../../../src/graph/document';
import { ActivationCurve } from '../controls/ActivationCurve';
import { NumberField } from '../controls/NumberField';
import { PairField, type PairValue } from '../controls/PairField';
import { Segmented } from '../controls/Segmented';
import { Select } from '../controls/Select';
import { Switch } from '../controls/Switch';
import { type Translate, useWords } from '../i18n/index';
import { choiceName, unitName } from '../i18n/names';
import { EnumsField, ShapeField, TextField } from './fields';
import type { ParamRowProps } from './ParamRow';

const NONE = '';

export interface ControlProps extends ParamRowProps {
  readonly label: string;
  readonly help: string | undefined;
  readonly describedBy: string | undefined;
}

export function ParamControl(props: ControlProps) {
  const t = useWords();
  const { param, value } = props;
  const shared = {
    label: props.label,
    disabled: props.locked !== undefined,
    describedBy: props.describedBy,
  };
  // An expression may stand for a value of any type; it is then edited as text.
  if (isExpression(value) && param.type !== 'int' && param.type !== 'float') {
    return <TextField {...shared} mono value={value} onChange={(text) => fromText(text, props)} />;
  }
  switch (param.type) {
    case 'int':
    case 'float':
      return <NumberControl {...props} param={param} />;
    case 'bool':
      return (
        <Switch
          {...shared}
          value={props.mixed ? 'mixed' : value === true}
          onChange={(next) => props.onChange(next, undefined)}
        />
      );
    case 'enum':
      return <EnumControl {...props} param={param} />;
    case 'enums':
      return (
        <EnumsField
          {...shared}
          values={param.values}
          value={isList(value) ? value.map(String) : []}
          onChange={(next) => props.onChange(next, undefined)}
        />
      );
    case 'pair':
      return (
        <PairField
          {...shared}
          value={props.mixed ? null : pairOf(value)}
          min={param.min}
          max={param.max}
          help={props.help}
          placeholder={props.mixed ? t('panels.mixed') : undefined}
          expressions={props.expressions}
          onChange={(next, gesture) => props.onChange(next, gesture)}
        />
      );
    case 'ints':
      return (
        <ShapeField
          {...shared}
          value={props.mixed ? null : isList(value) ? value : []}
          min={param.min}
          max={param.max}
          onChange={(next) => props.onChange(next, undefined)}
        />
      );
    case 'text':
      return (
        <TextField
          {...shared}
          value={String(value ?? '')}
          onChange={(text) => props.onChange(text, undefined)}
        />
      );
    case 'record':
      return (
        <TextField
          {...shared}
          mono
          value={JSON.stringify(value)}
          onChange={(text) => fromJson(text, props)}
        />
      );
    case 'choice':
      return <ChoiceControl {...props} param={param} />;
    case 'choices':
      return <CountControl {...props} param={param} />;
  }
}

function NumberControl(
  props: ControlProps & { readonly param: Extract<Param, { type: 'int' | 'float' }> },
) {
  const t = useWords();
  const { param, value } = props;
  const known = typeof value === 'number' || isExpression(value) ? value : null;
  return (
    <NumberField
      label={props.label}
      disabled={props.locked !== undefined}
      describedBy={props.describedBy}
      value={props.mixed ? null : known}
      placeholder={props.mixed ? t('panels.mixed') : t('panels.none')}
      min={param.min}
      max={param.max}
      integer={param.type === 'int'}
      log={param.type === 'float' ? param.log : undefined}
      unit={param.type === 'float' && param.unit ? unitName(t, param.unit) : undefined}
      help={props.help}
      expressions={props.expressions}
      onClear={param.nullable ? () => props.onChange(null, undefined) : undefined}
      onChange={props.onChange}
    />
  );
}

function EnumControl(props: ControlProps & { readonly param: Extract<Param, { type: 'enum' }> }) {
  const t = useWords();
  const { param, value } = props;
  const chosen = props.mixed || value === null ? undefined : String(value);
  const disabled = props.locked !== undefined;
  if (param.values.length <= 3 && !param.nullable) {
    return (
      <Segmented
        label={props.label}
        disabled={disabled}
        value={chosen}
        options={param.values.map((id) => ({ value: id, label: id }))}
        onChange={(next) => props.onChange(next, undefined)}
      />
    );
  }
  const options = param.values.map((id) => ({ value: id, label: optionName(id, param.curve, t) }));
  return (
    <Select
      label={props.label}
      disabled={disabled}
      describedBy={props.describedBy}
      value={chosen ?? (props.mixed ? 'mixed' : NONE)}
      placeholder={t('panels.mixed')}
      options={param.nullable ? [{ value: NONE, label: t('panels.none') }, ...options] : options}
      before={param.curve && chosen ? <ActivationCurve id={chosen} /> : undefined}
      onChange={(next) => props.onChange(next === NONE ? null : next, undefined)}
    />
  );
}

/** Activations keep their names in code; losses and the like have words. */
function optionName(id: string, curve: boolean | undefined, t: Translate): string {
  return curve ? id : choiceName(t, id);
}

function ChoiceControl(props: ControlProps & { readonly param: ChoiceParam }) {
  const t = useWords();
  const { param, value } = props;
  const choice = isRecord(value) ? value : null;
  const id = choice === null ? NONE : String(choice.id ?? NONE);
  const options = Object.keys(param.choices).map((one) => ({
    value: one,
    label: choiceName(t, one),
  }));
  return (
    <Select
      label={props.label}
      disabled={props.locked !== undefined}
      describedBy={props.describedBy}
      value={props.mixed ? 'mixed' : id}
      placeholder={props.mixed ? t('panels.mixed') : id}
      options={param.nullable ? [{ value: NONE, label: t('panels.none') }, ...options] : options}
      onChange={(next) => props.onChange(next === NONE ? null : { id: next }, undefined)}
    />
  );
}

/** How many there are; each is edited below. A further one is as the last. */
function CountControl(props: ControlProps & { readonly param: ChoicesParam }) {
  const t = useWords();
  const { param, value } = props;
  const list = isList(value) ? value : [];
  return (
    <NumberField
      label={props.label}
      disabled={props.locked !== undefined}
      describedBy={props.describedBy}
      value={props.mixed ? null : list.length}
      placeholder={props.mixed ? t('panels.mixed') : t('panels.none')}
      min={param.min}
      max={param.max}
      integer
      help={props.help}
      onChange={(next, gesture) => {
        const count = typeof next === 'number' ? next : list.length;
        const last = list.at(-1) ?? param.default![0]!;
        props.onChange(
          Array.from({ length: count }, (_, i) => list[i] ?? last),
          gesture,
        );
      }}
    />
  );
}

function fromText(text: string, props: ControlProps): void {
  if (text.startsWith('=')) props.onChange(text, undefined);
  else if (text.trim() === '') props.onChange(undefined, undefined);
  else fromJson(text, props);
}

function fromJson(text: string, props: ControlProps): void {
  try {
    const value: Json = JSON.parse(text);
    props.onChange(value, undefined);
  } catch {
    // What is no value leaves the parameter as it is; the field goes back to it.
  }
}

export function isExpression(value: Json): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pairOf(value: Json): PairValue | null {
  if (typeof value === 'number') return [value, value];
  if (!isList(value)) return null;
  const [first, second] = value;
  return isPart(first) && isPart(second) ? [first, second] : null;
}

function isPart(value: Json | undefined): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

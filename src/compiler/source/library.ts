/** What calls of Keras and TensorFlow.js make: layers, inputs, models, initializers. Everything else stays unknown. */
import { classNames } from '../importers/keras-config';
import { bare, camel } from '../importers/keras-values';
import { type Given, layerConfig, type Maker, objectValue } from './arguments';
import { SourceProblem } from './marks';
import type { Language } from './tree';
import {
  isNumber,
  jsonOf,
  type Layer,
  type LayerCall,
  type Model,
  type Tensor,
  tensorsIn,
  unknown,
  type Value,
} from './values';

/** More layers than any network that can be drawn. */
const MOST_CALLS = 20_000;

/** Shorter names that Keras has for the same classes. */
const fullName = (name: string): string =>
  name
    .replace(/^(Global)?Avg(?=Pool)/i, '$1Average')
    .replace(/Pool(?=\dd$)/i, 'Pooling')
    .replace(/^Convolution(?=\dd)/i, 'Conv');

const sections = new Set(['initializers', 'regularizers', 'constraints']);

/** Makes layers and models while source is read, and keeps all of them. */
export class Library {
  readonly models: Model[] = [];
  /** Models that are compiled or fitted: those that the text is about. */
  readonly trained = new Set<Model>();
  readonly #language: Language;
  readonly #classes: ReadonlyMap<string, string>;
  #calls = 0;

  constructor(language: Language) {
    this.#language = language;
    const known = [...classNames(), 'StackedRNNCells'];
    this.#classes = new Map(known.map((name) => [bare(name), name]));
  }

  /** The result of calling something by its path; `unknown` where it builds no network. */
  call(path: string, given: Given, line: number): Value {
    const parts = path.split('.');
    const name = parts.at(-1)!; // a path has parts
    const section = parts.at(-2) ?? '';
    const maker = { name, line, language: this.#language };
    if (/^(Input|input)$/.test(name)) return this.#input(maker, given);
    if (/^(Model|model|Functional)$/.test(name)) return this.#model(maker, given);
    if (/^(Sequential|sequential)$/.test(name)) return this.#sequential(maker, given);
    if (sections.has(section)) return objectValue(maker, given);
    if (section === 'layers' || section === 'netloom_layers') return this.#layer(maker, given);
    const [first, ...rest] = given.args;
    if ((section === 'activations' || section === 'nn') && first?.is === 'tensor') {
      if (rest.length > 0 || given.named.size > 0) return unknown;
      return this.apply(
        this.make('Activation', { activation: name }, line),
        { args: [first], named: new Map() },
        line,
      );
    }
    return unknown;
  }

  make(className: string, config: Layer['config'], line: number): Layer {
    const { name, ...rest } = config;
    return {
      className,
      config: rest,
      line,
      calls: [],
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
    };
  }

  /** A layer by its class: `Dense(10)`; `layer("DropPath", {…})` of an exported file gives its class as text. */
  layerNamed(name: string, given: Given, line: number): Layer {
    const className = this.#classes.get(bare(fullName(name))) ?? name;
    const config = layerConfig({ name: className, line, language: this.#language }, given);
    return this.make(className, config, line);
  }

  #layer(maker: Maker, given: Given): Value {
    const { name, line } = maker;
    const isFunction = this.#language === 'python' && /^[a-z]/.test(name);
    if (!isFunction) return { is: 'layer', layer: this.layerNamed(name, given, line) };
    // `layers.add([a, b])`: the class made and called at once.
    const [inputs, ...args] = given.args;
    const layer = this.layerNamed(name, { args, named: given.named }, line);
    return this.apply(layer, { args: inputs ? [inputs] : [], named: new Map() }, line);
  }

  /** A tensor for what comes in. */
  #input(maker: Maker, given: Given): Value {
    const entries = new Map(maker.language === 'python' ? given.named : []);
    const [first] = given.args;
    if (maker.language === 'typescript' && first?.is === 'record') {
      for (const [key, value] of first.entries) entries.set(key, value);
    } else if (first) entries.set('shape', first);
    const at = (name: string) => jsonOf(entries.get(name) ?? entries.get(camel(name)) ?? unknown);
    const given_ = at('shape');
    const shape = typeof given_ === 'number' ? [given_] : given_;
    const batch = Array.isArray(shape) ? [null, ...shape] : at('batch_shape');
    if (!Array.isArray(batch)) {
      const values = { kind: 'Input', argument: 'shape', expected: '(28, 28, 1)' };
      throw new SourceProblem(maker.line, 'argument-kind', { ...values, received: String(batch) });
    }
    const config = { batch_shape: batch, name: at('name') ?? null, dtype: at('dtype') ?? null };
    const layer = this.make('InputLayer', config, maker.line);
    return this.#called(layer, { args: [], named: new Map() }, maker.line);
  }

  /** The output of a layer called with tensors. */
  apply(layer: Layer, { args, named }: Given, line: number): Tensor {
    const kept = new Map([...named].filter(([key]) => key !== 'training'));
    const [first] = args;
    if (first === undefined || tensorsIn(first).length === 0) {
      throw new SourceProblem(line, 'not-a-tensor', { kind: layer.className });
    }
    return this.#called(layer, { args, named: kept }, line);
  }

  #called(layer: Layer, given: Given, line: number): Tensor {
    this.#calls += 1;
    if (this.#calls > MOST_CALLS) throw new SourceProblem(line, 'too-long', { limit: MOST_CALLS });
    const call: LayerCall = { ...given, order: this.#calls, line };
    layer.calls.push(call);
    return { is: 'tensor', layer, call: layer.calls.length - 1, output: 0 };
  }

  #model({ line, language }: Maker, { args, named }: Given): Value {
    const [first, second] = args;
    const entries = language === 'typescript' && first?.is === 'record' ? first.entries : named;
    const positional = first?.is === 'record' ? [] : [first, second];
    const inputs = tensorsIn(entries.get('inputs') ?? positional[0] ?? unknown);
    const outputs = tensorsIn(entries.get('outputs') ?? positional[1] ?? unknown);
    if (inputs.length === 0 || outputs.length === 0) throw new SourceProblem(line, 'no-outputs');
    return this.#keep({ line, inputs, outputs, ...nameIn(entries) });
  }

  #sequential({ line, language }: Maker, { args, named }: Given): Value {
    const [first] = args;
    const entries = language === 'typescript' && first?.is === 'record' ? first.entries : named;
    const given = entries.get('layers') ?? (first?.is === 'list' ? first : undefined);
    const model: Model = { line, chain: [], inputs: [], outputs: [], ...nameIn(entries) };
    if (given?.is === 'list') for (const item of given.items) this.add(model, item, line);
    return this.#keep(model);
  }

  #keep(model: Model): Value {
    this.models.push(model);
    return { is: 'model', model };
  }

  /** `model.add(layer)`. */
  add(model: Model, value: Value, line: number): void {
    if (value.is === 'tensor' && value.layer.className === 'InputLayer') {
      model.chain?.push(value.layer);
    } else if (value.is === 'layer') model.chain?.push(value.layer);
    else if (value.is === 'model') model.chain?.push(faceOf(value.model));
    else throw new SourceProblem(line, 'not-added');
  }

  /** Sums and products of tensors, and of a tensor and a number, as the layers that do the same. */
  operate(operator: string, left: Value, right: Value, line: number): Value {
    const tensors = [left, right].filter((value) => value.is === 'tensor');
    if (tensors.length === 2) {
      const kind = ({ '+': 'Add', '-': 'Subtract', '*': 'Multiply' } as const)[operator];
      if (!kind) throw new SourceProblem(line, 'not-a-number', { operator });
      const layer = this.make(kind, {}, line);
      const args: Value[] = [{ is: 'list', items: tensors }];
      return this.apply(layer, { args, named: new Map() }, line);
    }
    const number = [left, right].find(isNumber)?.value;
    const config =
      number === undefined ? undefined : rescaling(operator, number, left.is === 'tensor');
    if (!config) throw new SourceProblem(line, 'not-a-number', { operator });
    return this.apply(
      this.make('Rescaling', config, line),
      { args: tensors, named: new Map() },
      line,
    );
  }
}

/** `x · scale + offset` for a tensor and a number; `undefined` where it is none. */
function rescaling(
  operator: string,
  number: number,
  isFirst: boolean,
): Layer['config'] | undefined {
  switch (operator) {
    case '+':
      return { scale: 1, offset: number };
    case '-':
      return isFirst ? { scale: 1, offset: -number } : { scale: -1, offset: number };
    case '*':
      return { scale: number, offset: 0 };
    case '/':
      return isFirst && number !== 0 ? { scale: 1 / number, offset: 0 } : undefined;
    default:
      return undefined;
  }
}

function nameIn(entries: ReadonlyMap<string, Value>): { readonly name?: string } {
  const name = jsonOf(entries.get('name') ?? unknown);
  return typeof name === 'string' ? { name } : {};
}

/** A model as the layer that it is inside another one. */
export function faceOf(model: Model): Layer {
  model.layer ??= {
    className: model.chain ? 'Sequential' : 'Functional',
    config: {},
    line: model.line,
    calls: [],
    model,
    ...(model.name === undefined ? {} : { name: model.name }),
    ...(model.variable === undefined ? {} : { variable: model.variable }),
  };
  return model.layer;
}

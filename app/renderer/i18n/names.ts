/** Names of kinds, groups, parameters and choices in the language of the studio; what has no word keeps its own name. */
import type { AnyLayer } from '../../../src/compiler/layer';
import { en as templateWords } from './gallery-templates';
import type { Key, Translate } from './index';

function lookUp(t: Translate, key: string): string | undefined {
  const text = t(key as Key); // the key is made of data; i18next gives back one that it does not know
  return text === key ? undefined : text;
}

/** `Conv2D`, 二维卷积. */
export function kindName(t: Translate, kind: string): string {
  return lookUp(t, `layers.${kind}`) ?? kind;
}

export function groupName(t: Translate, group: string): string {
  return lookUp(t, `layers.group-${group}`) ?? group;
}

/** `kernelSize`, 核大小. The name in code goes to the tooltip. */
export function paramName(t: Translate, name: string): string {
  return lookUp(t, `layers.param-${name}`) ?? name;
}

/** What a parameter does, in the compiler's words where a language has none of its own. */
export function paramDoc(t: Translate, name: string, doc: string): string {
  return lookUp(t, `layers.paramDoc-${name}`) ?? doc;
}

export function choiceName(t: Translate, id: string): string {
  return lookUp(t, `layers.choice-${id}`) ?? id;
}

export function kindDoc(t: Translate, layer: AnyLayer): string {
  return lookUp(t, `layers.doc-${layer.kind}`) ?? layer.doc;
}

/** What an exporter writes. */
export function exporterDoc(
  t: Translate,
  { id, doc }: { readonly id: string; readonly doc: string },
): string {
  return lookUp(t, `exchange.exporter-${id}`) ?? doc;
}

/** A format's name in the studio's words, else its own. */
export function exporterName(
  t: Translate,
  { id, label }: { readonly id: string; readonly label: string },
): string {
  return lookUp(t, `exchange.exporterName-${id}`) ?? label;
}

/** A template's name in the gallery's words; its id where they have none. */
export function templateName(t: Translate, template: string): string {
  return lookUp(t, `gallery.name-${template}`) ?? template;
}

/** What a document says of itself; as long as that is its template's text, in the language of the studio. */
export function templateDoc(t: Translate, template: string, own: string): string {
  const key = `text-${template}`;
  const original = Object.entries(templateWords).find(([name]) => name === key)?.[1];
  return own === original ? (lookUp(t, `gallery.${key}`) ?? own) : own;
}

/** A parameter's unit; those that are no words stay as they are. */
export function unitName(t: Translate, unit: string): string {
  return lookUp(t, `panels.${unit}Unit`) ?? unit;
}

/** Names of data sets, procedures and other things outside the layers. */
export function thingName(
  t: Translate,
  kind: 'dataset' | 'procedure' | 'slot' | 'step',
  id: string,
): string {
  return lookUp(t, `layers.${kind}-${id}`) ?? id;
}

export function thingDoc(
  t: Translate,
  kind: 'dataset' | 'procedure',
  id: string,
  doc: string,
): string {
  return lookUp(t, `layers.${kind}Doc-${id}`) ?? doc;
}

/** What a step of the preparation does. */
export function stepDoc(t: Translate, kind: string, doc: string): string {
  return lookUp(t, `layers.stepDoc-${kind}`) ?? doc;
}

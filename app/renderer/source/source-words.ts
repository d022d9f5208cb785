/** Marks and changes of source in the studio's language. */
import type { SourceChange } from '../../../src/compiler/source/apply';
import type { Mark } from '../../../src/compiler/source/marks';
import type { Json } from '../../../src/graph/document';
import type { Key, Translate } from '../i18n/index';
import { kindName, paramName } from '../i18n/names';

export function markSentence(t: Translate, { code, values }: Mark): string {
  return t(`source.mark-${code}` as Key, values); // every code has its words; a test holds it
}

/** A value as short as it can be said: `5 × 5`, `relu`, `l2`. */
function valueText(t: Translate, value: Json | undefined): string {
  if (value === undefined) return t('source.defaultValue');
  if (value === null) return t('source.none');
  if (Array.isArray(value)) return value.map((item) => String(item)).join(' × ');
  if (typeof value === 'object' && 'id' in value) return String(value.id);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function changeSentence(t: Translate, change: SourceChange): string {
  const { node } = change;
  switch (change.is) {
    case 'set':
      return t('source.change-set', {
        node,
        param: paramName(t, change.param),
        value: valueText(t, change.to),
      });
    case 'kind':
    case 'add':
    case 'remove':
      return t(`source.change-${change.is}`, { node, kind: kindName(t, change.kind) });
    case 'rename':
      return t('source.change-rename', { node, to: change.to });
    default:
      return t(`source.change-${change.is}`, { node });
  }
}

/** A placed block: its parameters here, how often it repeats, whether it shares weights, and the ways into and out of it. */
import { BookmarkPlus, Copy, Download, SquareArrowOutUpRight, Ungroup } from 'lucide-react';
import { layerByKind } from '../../../src/compiler/layers/all';
import { float, type Param, text } from '../../../src/compiler/params';
import { fill } from '../../../src/compiler/values';
import { type Json, NETWORK_KIND, type Node } from '../../../src/graph/document';
import { detachCopy, parametersAt, ungroup } from '../../../src/graph/edits/blocks';
import { documentOfBlock } from '../../../src/graph/edits/library';
import { commit } from '../../../src/graph/history';
import { equalJson, isConfig } from '../../../src/graph/json';
import { networkNames, networkOf, placedNetwork, placementsOf } from '../../../src/graph/network';
import { enterBlock } from '../canvas/blocks';
import { Button } from '../controls/Button';
import { formatBig, formatCount, formatShare } from '../controls/format';
import { Select } from '../controls/Select';
import { useWords } from '../i18n/index';
import { paramName } from '../i18n/names';
import { keepBlock } from '../palette/block-library';
import { downloadDocument } from '../persistence/files';
import { announce } from '../shell/announce';
import { documentStore, useDocument } from '../stores/document';
import { useFacts } from '../stores/facts';
import { BlockInside } from './BlockInside';
import styles from './inspector.module.css';
import { changeNodes } from './node-fields';
import { ParamFields } from './ParamFields';
import { ParamRow } from './ParamRow';
import { Section } from './Section';

interface Props {
  readonly node: Node;
  readonly network: string;
}

export function BlockInspector({ node, network }: Props) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const name = placedNetwork(node);
  const block = name === undefined ? undefined : networkOf(document, name);
  const change = (param: string, value: Json | undefined, gesture: string | undefined) =>
    changeNodes(
      network,
      [node.id],
      { name: param, value, label: t('panels.change', { name: paramName(t, param) }) },
      gesture && `${network}/${node.id}/${param}/${gesture}`,
    );
  return (
    <>
      <Section title={t('panels.inside')}>
        <BlockInside node={node} />
      </Section>
      {block?.parameters && <BlockParameters node={node} change={change} />}
      <Section title={t('panels.placement')}>
        <Placement node={node} change={change} />
        <Costs node={node} />
        <BlockActions node={node} network={network} />
      </Section>
    </>
  );
}

type Change = (param: string, value: Json | undefined, gesture: string | undefined) => void;

/** A field for each parameter that the block declares, of the type of its default. */
function BlockParameters({ node, change }: { readonly node: Node; readonly change: Change }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const block = networkOf(document, placedNetwork(node) ?? '');
  if (!block?.parameters) return null;
  const declared = block.parameters;
  const here = parametersAt(node, block);
  const given = isConfig(node.config.parameters) ? node.config.parameters : {};
  const params = Object.fromEntries(
    Object.entries(declared).map(([name, value]) => [name, paramLike(value)]),
  );
  const changed = Object.keys(declared).filter(
    (name) => !equalJson(here[name] ?? null, declared[name] ?? null),
  );
  return (
    <Section
      title={t('panels.blockParameters')}
      aside={changed.length > 0 ? t('panels.changed', { count: changed.length }) : undefined}
    >
      <ParamFields
        params={params}
        expressions
        stateOf={(name) => ({ value: here[name] ?? null, changed: changed.includes(name) })}
        onChange={(name, value, gesture) => {
          const { [name]: _, ...rest } = given;
          change('parameters', value === undefined ? rest : { ...rest, [name]: value }, gesture);
        }}
      />
    </Section>
  );
}

/** Blocks declare values, not schemas: the default's type says what a field takes. */
function paramLike(value: Json): Param {
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { type: 'int', default: value, min: -1_000_000, max: 1_000_000, doc: '' }
      : float(value, '');
  }
  if (typeof value === 'boolean') return { type: 'bool', default: value, doc: '' };
  return text(typeof value === 'string' ? value : JSON.stringify(value), '');
}

function Placement({ node, change }: { readonly node: Node; readonly change: Change }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const layer = layerByKind(NETWORK_KIND);
  if (!layer) return null;
  const filled = fill(layer.params, node.config);
  const row = (name: string) => {
    const param = layer.params[name];
    if (!param) return null;
    return (
      <ParamRow
        name={name}
        param={param}
        value={filled[name] ?? null}
        changed={!equalJson(filled[name] ?? null, param.default)}
        onChange={(value, gesture) => change(name, value, gesture)}
      />
    );
  };
  return (
    <>
      <Select
        label={paramName(t, 'network')}
        value={placedNetwork(node) ?? ''}
        options={networkNames(document).map((name) => ({ value: name, label: name }))}
        onChange={(name) => change('network', name, undefined)}
      />
      {row('repeat')}
      {row('share')}
    </>
  );
}

function Costs({ node }: { readonly node: Node }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const facts = useFacts();
  const own = facts.nodes.get(node.id);
  const placed = placementsOf(document, placedNetwork(node) ?? '').length;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('panels.weights')}</dt>
        <dd>
          {formatCount(own?.parameters ?? 0)}{' '}
          <small>· {formatShare((own?.parameters ?? 0) / facts.totals.parameters)}</small>
        </dd>
      </div>
      <div>
        <dt>{t('panels.multiplyAdds')}</dt>
        <dd>
          {formatBig(own?.macs ?? 0)}{' '}
          <small>· {formatShare((own?.macs ?? 0) / facts.totals.macs)}</small>
        </dd>
      </div>
      <div>
        <dt>{t('panels.placed')}</dt>
        <dd>{t('panels.times', { count: placed })}</dd>
      </div>
    </dl>
  );
}

function BlockActions({ node, network }: Props) {
  const t = useWords();
  const { dispatch } = documentStore().getState();
  const at = { network, node: node.id };
  const block = placedNetwork(node);
  return (
    <div className={styles.actions}>
      <Button icon={SquareArrowOutUpRight} onClick={() => enterBlock(node.id)}>
        {t('panels.open')}
      </Button>
      <Button
        icon={Copy}
        onClick={() => dispatch((document) => detachCopy(document, at), commit(t('panels.detach')))}
      >
        {t('panels.detach')}
      </Button>
      <Button
        icon={Ungroup}
        onClick={() => dispatch((document) => ungroup(document, at), commit(t('panels.ungroup')))}
      >
        {t('panels.ungroup')}
      </Button>
      {block !== undefined && <LibraryActions block={block} />}
    </div>
  );
}

/** The block with all that it places and nothing else, for other documents. */
function LibraryActions({ block }: { readonly block: string }) {
  const t = useWords();
  const alone = () => documentOfBlock(documentStore().getState().document, block);
  return (
    <>
      <Button
        icon={BookmarkPlus}
        onClick={() => {
          keepBlock(alone());
          announce('edit', t('panels.keptBlock', { name: block }));
        }}
      >
        {t('panels.keepBlock')}
      </Button>
      <Button icon={Download} onClick={() => downloadDocument(alone())}>
        {t('panels.exportBlock')}
      </Button>
    </>
  );
}

/** One node: what it is, what goes in and out, its parameters, weights, and what training does to it. */

import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import type { NodeFacts } from '../../../src/compiler/facts';
import { layerByKind } from '../../../src/compiler/layers/all';
import { NETWORK_KIND, type Node } from '../../../src/graph/document';
import { probeId } from '../canvas/faces/probes';
import { formatCount, formatShape, formatShare } from '../controls/format';
import { useWords } from '../i18n/index';
import { kindDoc, kindName, paramName } from '../i18n/names';
import { useFacts } from '../stores/facts';
import { useScope } from '../stores/placed';
import { useRun } from '../stores/run';
import { usePath } from '../stores/shown';
import { Backbone } from '../transfer/Backbone';
import { FreezePlaced } from '../transfer/FreezeSection';
import { runClient } from '../worker-client';
import { BlockInspector } from './BlockInspector';
import { fieldMenu } from './field-menu';
import styles from './inspector.module.css';
import { MergeInputs } from './MergeInputs';
import { NodeHeader } from './NodeHeader';
import { NodeProblems } from './NodeProblems';
import { changeNodes, fieldState } from './node-fields';
import { ParamFields } from './ParamFields';
import { Section } from './Section';
import { pictured, WeightPicture } from './WeightPicture';
import { WhileTraining } from './WhileTraining';

interface Props {
  readonly node: Node;
  readonly network: string;
}

export function NodeInspector({ node, network }: Props) {
  const t = useWords();
  const layer = layerByKind(node.kind);
  const facts = useFacts().nodes.get(node.id);
  const probe = useInspected(node.id);
  const isMerge = (layer?.inputs.max ?? 1) > 1 && node.kind !== NETWORK_KIND;
  return (
    <>
      <NodeHeader node={node} network={network} />
      <p className={styles.doc}>
        {layer ? kindDoc(t, layer) : t('panels.unknownKind', { kind: node.kind })}
        {layer?.formula && <span className={styles.formula}>{layer.formula}</span>}
      </p>
      {facts && (
        <section className={styles.section} aria-label={t('panels.shapes')}>
          <NodeProblems node={node} network={network} />
          <Shapes facts={facts} />
        </section>
      )}
      {isMerge && facts && <MergeInputs node={node} network={network} facts={facts} />}
      {node.kind === NETWORK_KIND ? (
        <>
          <Backbone node={node} network={network} />
          <BlockInspector node={node} network={network} />
          <FreezePlaced node={node} network={network} />
        </>
      ) : (
        layer && <Parameters node={node} network={network} />
      )}
      {facts && facts.weights.length > 0 && <Weights key={probe} facts={facts} probe={probe} />}
      {facts && facts.parameters > 0 && <WhileTraining node={node} probe={probe} />}
    </>
  );
}

/** Asks the worker for the values of the node while it is shown; returns the worker's name for it. */
function useInspected(id: string): string {
  const probe = probeId(id, usePath());
  useEffect(() => {
    runClient.watch({ inspect: probe });
    return () => runClient.watch({ inspect: null });
  }, [probe]);
  return probe;
}

function Shapes({ facts }: { readonly facts: NodeFacts }) {
  const t = useWords();
  const inputs = facts.inputs.map((shape) => (shape ? formatShape(shape) : '?'));
  return (
    <>
      <div className={styles.shapes}>
        <div>
          <small>{t('panels.input')}</small>
          <code>{inputs.length === 0 ? '–' : [...new Set(inputs)].join(', ')}</code>
        </div>
        <ArrowRight size={15} aria-hidden />
        <div>
          <small>{t('panels.output')}</small>
          <code>{facts.output ? formatShape(facts.output) : '?'}</code>
        </div>
      </div>
      {facts.arithmetic && <p className={styles.arithmetic}>{facts.arithmetic}</p>}
    </>
  );
}

function Parameters({ node, network }: Props) {
  const t = useWords();
  const layer = layerByKind(node.kind);
  const phase = useRun((run) => (run.preparing ? 'idle' : run.state.phase));
  const scope = useScope();
  if (!layer) return null;
  const names = Object.entries(layer.params);
  const state = (name: string, param: (typeof names)[number][1]) =>
    fieldState({
      nodes: [node],
      params: layer.params,
      scope,
      name,
      param,
      isTraining: phase === 'running' || phase === 'compiling',
      t,
    });
  const changed = names.filter(([name, param]) => state(name, param).changed).length;
  return (
    <Section
      title={t('panels.parameters')}
      aside={changed > 0 ? t('panels.changed', { count: changed }) : undefined}
    >
      {names.length === 0 ? (
        <p className={styles.muted}>{t('panels.noParameters', { kind: kindName(t, node.kind) })}</p>
      ) : (
        <ParamFields
          params={layer.params}
          stateOf={state}
          expressions
          menuOf={(name) => {
            const param = layer.params[name];
            return param ? fieldMenu(t, { network, node }, name, state(name, param).value) : [];
          }}
          onChange={(name, value, gesture) =>
            changeNodes(
              network,
              [node.id],
              { name, value, label: t('panels.change', { name: paramName(t, name) }) },
              gesture && `${network}/${node.id}/${name}/${gesture}`,
            )
          }
        />
      )}
    </Section>
  );
}

function Weights({ facts, probe }: { readonly facts: NodeFacts; readonly probe: string }) {
  const t = useWords();
  const picture = pictured(facts.weights);
  const total = useFacts().totals.macs;
  return (
    <Section
      title={t('panels.weights')}
      aside={t('panels.params', { number: formatCount(facts.parameters) })}
    >
      {picture && <WeightPicture probe={probe} weight={picture.name} form={picture.form} />}
      <dl className={styles.facts}>
        {facts.weights.map((weight) => (
          <div key={weight.name}>
            <dt>
              {weight.name} <code>{formatShape(weight.shape)}</code>
            </dt>
            <dd>{formatCount(weight.shape.reduce((product, size) => product * size, 1))}</dd>
          </div>
        ))}
        {facts.macs > 0 && (
          <div>
            <dt>{t('panels.multiplyAdds')}</dt>
            <dd>
              {formatCount(facts.macs)} <small>· {formatShare(facts.macs / total)}</small>
            </dd>
          </div>
        )}
      </dl>
    </Section>
  );
}

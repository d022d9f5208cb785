/** The inspector: one node, several, an edge, or (nothing selected) the document. Generated from params; knows no kinds. */
import { edgeId } from '../../../src/graph/document';
import { nodesById } from '../../../src/graph/topology';
import { PathContext, useChosenPath, useShownNetwork } from '../stores/shown';
import { useView } from '../stores/view';
import { DocumentInspector } from './DocumentInspector';
import { EdgeInspector } from './EdgeInspector';
import styles from './inspector.module.css';
import { NodeInspector } from './NodeInspector';
import { NodesInspector } from './NodesInspector';
import { SharedBlock } from './SharedBlock';

/** About the network that the selection lies in, which may be a block that is open in place. */
export function Inspector() {
  return (
    <PathContext value={useChosenPath()}>
      <Chosen />
    </PathContext>
  );
}

function Chosen() {
  const { name, network } = useShownNetwork();
  const selection = useView((view) => view.selection);
  const selectedEdges = useView((view) => view.selectedEdges);
  const known = nodesById(network);
  const nodes = selection.flatMap((id) => known.get(id) ?? []);
  const [node] = nodes;
  const edge =
    nodes.length === 0 && selectedEdges.length === 1
      ? network.edges.find((candidate) => edgeId(candidate) === selectedEdges[0])
      : undefined;
  return (
    <div className={styles.panel} data-region-focus tabIndex={-1}>
      {nodes.length > 0 && <SharedBlock />}
      {nodes.length > 1 && <NodesInspector nodes={nodes} network={name} />}
      {nodes.length === 1 && node && (
        <NodeInspector key={`${name}/${node.id}`} node={node} network={name} />
      )}
      {nodes.length === 0 && edge && <EdgeInspector edge={edge} network={name} />}
      {nodes.length === 0 && !edge && <DocumentInspector />}
    </div>
  );
}

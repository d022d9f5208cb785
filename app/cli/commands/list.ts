import { exporters } from '../../../src/compiler/exporters/all';
import { importers } from '../../../src/compiler/importers/all';
import { layers } from '../../../src/compiler/layers/all';
import { losses } from '../../../src/compiler/training/losses';
import { optimizers } from '../../../src/compiler/training/optimizers';
import { world } from '../../../src/runtime/world';
import { readDocument, templateIds } from '../documents';
import { answer, UsageError } from '../output';

interface Row {
  readonly id: string;
  readonly doc: string;
  readonly group?: string;
}

const docs = (table: Readonly<Record<string, { readonly doc: string }>>): Row[] =>
  Object.entries(table).map(([id, { doc }]) => ({ id, doc }));

/** What `list` can list. */
const lists: Readonly<Record<string, () => Row[]>> = {
  layers: () => Object.values(layers).map(({ kind, doc, group }) => ({ id: kind, doc, group })),
  datasets: () => [...world.datasets.values()].map(({ id, doc }) => ({ id, doc })),
  templates: () =>
    templateIds().map((id) => {
      const { document } = readDocument(id);
      return { id, doc: document.about?.description ?? document.name };
    }),
  optimizers: () => docs(optimizers),
  losses: () => docs(losses),
  exporters: () => [...exporters.values()].map(({ id, doc }) => ({ id, doc })),
  importers: () => docs(importers),
};

export function listCommand(what: string, options: { json?: boolean }): void {
  const list = Object.hasOwn(lists, what) ? lists[what] : undefined;
  if (!list) {
    throw new UsageError(`list takes ${Object.keys(lists).join(', ')}; it received ${what}.`);
  }
  const rows = list();
  if (options.json) answer(rows);
  else for (const { id, doc } of rows) process.stdout.write(`${id.padEnd(28)} ${doc}\n`);
}

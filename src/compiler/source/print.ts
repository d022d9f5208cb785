/** The source of a network, and what it says: the base that edits of the text are compared with. */
import type { Document } from '../../graph/document';
import type { Gap } from '../exporters/exporter';
import { supportNames } from '../exporters/keras-config';
import { kerasLines, kerasSource } from '../exporters/keras-source';
import { SUPPORT_MODULE } from '../exporters/keras-support';
import { typescriptLines } from '../exporters/typescript';
import { LowerError, lower } from '../lower';
import type { Problem } from '../problem';
import type { Program } from '../program';
import type { SourceBase } from './apply';
import { readSource } from './read';
import type { Language } from './tree';

export type Printed =
  | { readonly base: SourceBase }
  /** The network has errors, or kinds that the language lacks. */
  | { readonly problems: readonly Problem[] }
  | { readonly gaps: readonly Gap[] };

/** The network in a language, without training and weights: only what builds it. */
export function printSource(document: Document, network: string, language: Language): Printed {
  let program: Program;
  try {
    program = lower(document, network);
  } catch (error) {
    if (error instanceof LowerError) return { problems: error.problems };
    throw error;
  }
  const gaps = language === 'python' ? kerasSource.gaps(program) : [];
  if (gaps.length > 0) return { gaps };
  const text = language === 'python' ? pythonText(program) : typescriptText(program);
  const { networks } = readSource(text, language);
  if (!networks) return { gaps: [] };
  const calls = new Map<string, string>();
  for (const [layer, ids] of networks.imported.places) {
    const all = program.calls.filter(({ id, sharesWith }) => id === layer || sharesWith === layer);
    ids.forEach((id, i) => void calls.set(id, all[i]?.id ?? layer));
  }
  const outputs = networks.imported.networks.main!.nodes.filter(({ kind }) => kind === 'Output');
  outputs.forEach(({ id }, i) => void calls.set(id, program.outputs[i]!));
  return { base: { network, text, networks, calls } };
}

function pythonText(program: Program): string {
  const { lines, inputs, outputs } = kerasLines(program);
  const support = supportNames(program).length > 0 ? `import ${SUPPORT_MODULE}\n` : '';
  const model = `model = keras.Model(inputs=[${inputs.join(', ')}], outputs=[${outputs.join(', ')}])`;
  return `import keras\n${support}\n${[...lines, model].join('\n')}\n`;
}

function typescriptText(program: Program): string {
  const lines = typescriptLines(program).map((line) => line.replace(/^return /, 'const model = '));
  return `import * as tf from '@tensorflow/tfjs';\n\n${lines.join('\n')}\n`;
}

/** Every exporter. A new one is a file beside this and a line here. */
import type { Exporter } from './exporter';
import { keras, kerasH5 } from './keras';
import { kerasSource } from './keras-source';
import { mermaid } from './mermaid';
import { modelCard } from './model-card';
import { kerasNotebook, pytorchNotebook } from './notebook';
import { onnx } from './onnx';
import { picture } from './picture';
import { tfjs } from './tfjs';
import { pytorch } from './torch';
import { typescript } from './typescript';
import { webPage } from './web-page';

/** In the order of the dialog. */
const all: readonly Exporter[] = [
  tfjs,
  keras,
  kerasH5,
  kerasSource,
  onnx,
  pytorch,
  webPage,
  typescript,
  kerasNotebook,
  pytorchNotebook,
  modelCard,
  mermaid,
  picture,
];

export const exporters: ReadonlyMap<string, Exporter> = new Map(all.map((e) => [e.id, e]));

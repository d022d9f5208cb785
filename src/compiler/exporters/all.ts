/** Every exporter. A new one is a file beside this and a line here. */
import type { Exporter } from './exporter';
import { keras, kerasH5 } from './keras';
import { onnx } from './onnx';
import { tfjs } from './tfjs';
import { pytorch } from './torch';

/** In the order of the dialog. */
const all: readonly Exporter[] = [tfjs, keras, kerasH5, onnx, pytorch];

export const exporters: ReadonlyMap<string, Exporter> = new Map(all.map((e) => [e.id, e]));

/** The layers model that an exported web page carries, from the text of its two elements. */
import type * as tf from '@tensorflow/tfjs';
import type { PageContent } from '../compiler/exporters/web-page';
import { bytesOfBase64 } from './containers/base64';

/** What `tf.io.fromMemory` takes. */
export function artifactsOf(
  { modelTopology, weightSpecs }: Pick<PageContent, 'modelTopology' | 'weightSpecs'>,
  weights: string,
): tf.io.ModelArtifacts {
  return {
    modelTopology,
    // Its type wants both limits of every quantisation; halves have none.
    weightSpecs: weightSpecs as tf.io.WeightsManifestEntry[],
    weightData: bytesOfBase64(weights).buffer,
  };
}

/** From the page as a text. Throws where it is none that the exporter wrote. */
export function pageArtifacts(page: string): tf.io.ModelArtifacts {
  const content = JSON.parse(elementText(page, 'content')) as PageContent; // as the exporter wrote it
  return artifactsOf(content, elementText(page, 'weights'));
}

function elementText(page: string, id: string): string {
  const mark = `id="${id}">`;
  const start = page.indexOf(mark) + mark.length;
  const end = page.indexOf('</script>', start);
  if (start < mark.length || end < 0) throw new Error(`The page has no element ${id}.`);
  return page.slice(start, end);
}

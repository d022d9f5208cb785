/** The picture on a card. Values go from the run store straight to a canvas element; React never sees them. */
import { memo, useEffect, useRef } from 'react';
import type { Probe } from '../../../../src/runtime/protocol';
import { useWords } from '../../i18n';
import { runStore } from '../../stores/run';
import { viewStore } from '../../stores/view';
import { Answer } from './Answer';
import { Bars } from './Bars';
import { colourTables } from './colours';
import { DENSITY, drawFace } from './draw';
import { type Face, faceHeight } from './face';
import styles from './faces.module.css';
import { probeOf } from './probes';

export const FacePicture = memo(function FacePicture(props: {
  readonly node: string;
  readonly face: Face;
}) {
  const { node, face } = props;
  if (face.type === 'bars') return <Bars node={node} count={face.count} />;
  if (face.type === 'answer') return <Answer node={node} />;
  return <Picture node={node} face={face} />;
});

function Picture({ node, face }: { readonly node: string; readonly face: Face }) {
  const t = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = painter(canvas.current, node, face);
    paint();
    const forgetRun = runStore.subscribe(paint);
    const forgetView = viewStore.subscribe(({ theme }, before) => {
      // The theme's colours are known after the attribute on the root has changed.
      if (theme !== before.theme) requestAnimationFrame(() => paint(true));
    });
    return () => {
      forgetRun();
      forgetView();
    };
  }, [node, face]);
  const hidden = face.type === 'maps' ? face.count - face.shown : 0;
  return (
    <span className={styles.picture} style={{ height: faceHeight(face) }}>
      <canvas ref={canvas} aria-hidden width={1} height={1} />
      {hidden > 0 && <span className={styles.more}>{t('canvas.more', { count: hidden })}</span>}
    </span>
  );
}

/** Draws when the probe is another one than last time. */
function painter(canvas: HTMLCanvasElement | null, node: string, face: Face) {
  let drawn: Probe | undefined;
  return (again: unknown = false) => {
    const probe = probeOf(node);
    if (!canvas || !probe || (probe === drawn && again !== true)) return;
    drawn = probe;
    const pixels = drawFace(face, probe, colourTables());
    const context = canvas.getContext('2d');
    // A probe of the document before may have another shape than this face.
    if (!pixels || !context || pixels.width < 1 || pixels.height < 1) return;
    if (canvas.width !== pixels.width || canvas.height !== pixels.height) {
      canvas.width = pixels.width;
      canvas.height = pixels.height;
      canvas.style.width = `${pixels.width / DENSITY}px`;
      canvas.style.height = `${pixels.height / DENSITY}px`;
    }
    const bytes = new Uint8ClampedArray(pixels.width * pixels.height * 4);
    new Uint32Array(bytes.buffer).set(pixels.data);
    context.putImageData(new ImageData(bytes, pixels.width, pixels.height), 0, 0);
  };
}

/** What steps on pictures share. */
import { shapeText } from '../words';
import { PreparationError, received, type Signal } from './preparation';

/** A picture of height × width × channels, or a refusal that names the step. */
export function receivedPicture(
  kind: string,
  input: Signal | undefined,
): Signal & { readonly shape: readonly [number, number, number] } {
  const signal = received(kind, input);
  const { shape } = signal;
  if (shape.length === 3 && !shape.includes(null)) {
    return { ...signal, shape: shape as readonly [number, number, number] }; // just looked at
  }
  throw new PreparationError(
    'picture-input',
    `${kind} receives ${shapeText(shape)}; it expects pictures of height × width × channels.`,
    'Connect a column of pictures.',
    { kind, shape: shapeText(shape) },
  );
}

import { element } from '../element';
import { words } from '../words';
import type { MakeAsk } from './ask';

/** A standard normal number (Box and Muller, 1958). */
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

/** What no data feeds, as a generator's input. */
export const askNoise: MakeAsk = ({ column, changed }) => {
  const size = column.shape.reduce<number>((product, axis) => product * (axis ?? 1), 1);
  const draw = (): number[] => Array.from({ length: size }, normal);
  let values = draw();
  const button = element('button', { type: 'button', textContent: words('noise') });
  button.onclick = () => {
    values = draw();
    changed();
  };
  return { element: button, read: () => values };
};

/** A picture of a class, small; a press takes it out. */
import { useEffect, useRef } from 'react';
import type { Size } from './camera';
import type { Picture } from './collection';
import styles from './MyClasses.module.css';

export function Thumb(props: {
  readonly picture: Picture;
  readonly size: Size;
  readonly label: string;
  readonly onPress: () => void;
}) {
  const { height, width } = props.size;
  const { pixels } = props.picture;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(width, height);
    for (let i = 0; i < height * width; i++) {
      image.data.set(pixels.subarray(3 * i, 3 * i + 3), 4 * i);
      image.data[4 * i + 3] = 255;
    }
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [pixels, height, width]);
  return (
    <button
      type="button"
      className={styles.thumb}
      title={props.label}
      aria-label={props.label}
      onClick={props.onPress}
    >
      <canvas ref={canvas} width={width} height={height} />
    </button>
  );
}

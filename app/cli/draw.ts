/** Drawings as PNG by sharp. */
import sharp from 'sharp';
import type { Draw } from '../../src/runtime/containers/encode';

/** The resolution at which a drawing has its own size. */
const OWN = 72;

export const draw: Draw = async ({ svg, width, height }) => {
  const bytes = Buffer.from(svg);
  const { width: own = width } = await sharp(bytes).metadata();
  const density = Math.max(1, (OWN * width) / own);
  const png = await sharp(bytes, { density, limitInputPixels: false })
    .resize(width, height, { fit: 'fill' })
    .png()
    .toBuffer();
  return new Uint8Array(png);
};

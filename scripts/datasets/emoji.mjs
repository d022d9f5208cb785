/**
 * Emoji in two drawing styles, 64 × 64 on white, at most 256 colours each. A style is one gzip member: the number of
 * colours of every picture (0 is 256), then all palettes (red, green, blue), then one byte a pixel. `classes.bin` holds
 * the categories.
 */
import sharp from 'sharp';

const styles = {
  google: 'emoji-datasource-google-16.0.0.tgz',
  twitter: 'emoji-datasource-twitter-16.0.0.tgz',
};

export const sources = {
  [styles.google]:
    'sha512-ZRexfzs7MVoLnmzZmNsO4TKhnAJp5D++Vm6PpUpH/jEQQlemp3l88CjZ+DoZ2faM9R4QxZkOPJCoT8DlPhfQ3A==',
  [styles.twitter]:
    'sha512-7F+uCuHH+7Qnrc15P5tnbvKkg9E6tlzi4MnT2uW1RlN4pLYTza6cP/dstIfSDMtpjFLWuZewWg8jBbuL2eyELQ==',
};

const categories = [
  'Smileys & Emotion',
  'People & Body',
  'Animals & Nature',
  'Food & Drink',
  'Travel & Places',
  'Activities',
  'Objects',
  'Symbols',
  'Flags',
];
const SIZE = 64;
const COLOURS = 256;

/** The picture as a palette and one index a pixel. */
async function quantised(png) {
  const opaque = await sharp(png)
    .flatten({ background: 'white' })
    .resize(SIZE, SIZE, { fit: 'contain', background: 'white' })
    .png({ palette: true, colours: COLOURS, dither: 0, effort: 10 })
    .toBuffer();
  const pixels = await sharp(opaque).toColourspace('srgb').removeAlpha().raw().toBuffer();
  const colours = new Map();
  const indices = Buffer.alloc(SIZE * SIZE);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const colour = pixels.readUIntBE(i * 3, 3);
    if (!colours.has(colour)) colours.set(colour, colours.size);
    indices[i] = colours.get(colour);
  }
  const palette = Buffer.alloc(colours.size * 3);
  for (const [colour, index] of colours) palette.writeUIntBE(colour, index * 3, 3);
  return { palette, indices };
}

export async function pack(files, gzip) {
  const list = JSON.parse(files.get(`${styles.google}/package/emoji.json`).toString('utf8'));
  const chosen = list
    .filter((emoji) => emoji.has_img_google && emoji.has_img_twitter)
    .filter((emoji) => categories.includes(emoji.category))
    .sort((a, b) => a.sort_order - b.sort_order);
  const classes = Buffer.from(chosen.map((emoji) => categories.indexOf(emoji.category)));
  const assets = new Map([['classes.bin', gzip(classes)]]);
  for (const [style, archive] of Object.entries(styles)) {
    const pictures = [];
    for (const { image } of chosen) {
      pictures.push(await quantised(files.get(`${archive}/package/img/${style}/64/${image}`)));
    }
    const sizes = Buffer.from(pictures.map(({ palette }) => palette.length / 3));
    const palettes = pictures.map(({ palette }) => palette);
    const indices = pictures.map((picture) => picture.indices);
    assets.set(`${style}.bin`, gzip(Buffer.concat([sizes, ...palettes, ...indices])));
  }
  return assets;
}

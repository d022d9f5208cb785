/** scikit-learn's CSV files: a line of counts and class names, then numbers, the class last. */
export function sklearnTable(bytes, names, target) {
  const [head, ...lines] = bytes.toString('utf8').trim().split(/\r?\n/);
  const classes = head.split(',').slice(2);
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return [...cells.slice(0, -1), classes[Number(cells.at(-1))]].join(',');
  });
  return Buffer.from(`${[[...names, target].join(','), ...rows].join('\n')}\n`);
}

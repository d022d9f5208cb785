/** Humidity and temperature of four motes, with the events that were made to happen beside two of them. */
import { stdlib, stdlibText } from './sources/stdlib.mjs';

export const sources = stdlib;

export function pack(files, gzip) {
  const text = stdlibText(files, 'suthaharan-single-hop-sensor-network/data/data.csv');
  const [, ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => {
    const [, mote, , humidity, temperature, label] = line.split(',');
    return [mote, humidity, temperature, label === '1' ? 'event' : 'normal'].join(',');
  });
  const table = Buffer.from(`${['mote,humidity,temperature,label', ...rows].join('\n')}\n`);
  return new Map([['table.csv.gz', gzip(table)]]);
}

/** Imports and exports in a worker of their own, so that the studio answers and a run goes on meanwhile. */
import type { Draw } from './containers/encode';
import { exchange } from './exchange';
import type { Drawn, FromExchange, ToExchange } from './exchange-protocol';
import { readScript, workerHost } from './worker-host';

const send = (message: FromExchange): void => self.postMessage(message);

/** Takes the picture that was asked for last. */
let take: (drawn: Drawn) => void = () => {};

/** A worker has no pictures of SVG; the window draws them. */
const draw: Draw = (drawing) =>
  new Promise((resolve, reject) => {
    take = ({ png }) => {
      if (png) resolve(png);
      else reject(new Error('This browser could not draw the picture.'));
    };
    send({ type: 'draw', drawing });
  });

self.onmessage = async ({ data }: MessageEvent<ToExchange | Drawn>) => {
  if (data.type === 'drawn') {
    take(data);
    return;
  }
  const around = {
    host: await workerHost(),
    ownLayers: () => readScript('layers', 'netloom-layers.js'),
    pageScript: () => readScript('page', 'netloom-page.js'),
    draw,
  };
  await exchange(data, around, send);
};

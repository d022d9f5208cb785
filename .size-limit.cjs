/** Limits of the built scripts. What a page loads before it shows anything is read from its own index.html. */
const { existsSync, readFileSync } = require('node:fs');

const page = 'out/renderer/index.html';
const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
  ([, file]) => `out/renderer/${file}`,
);
const script = (name, path, limit) => ({ name, path, limit, brotli: false });

module.exports = [
  script('studio, scripts of the first view', first, '1.5 MB'),
  script('studio, first script', 'out/renderer/assets/index-*.js', '950 kB'),
  script('dock with charts', 'out/renderer/assets/Dock-*.js', '450 kB'),
  script('training worker with TensorFlow.js', 'out/renderer/assets/worker-*.js', '2.4 MB'),
  script('worker of imports and exports', 'out/renderer/assets/exchange-worker-*.js', '2.8 MB'),
  script('script of an exported web page', 'out/page/netloom-page.js', '1.2 MB'),
  script('command line', 'out/cli/index.js', '1.2 MB'),
  script('imports and exports of the command line', 'out/cli/exchange.js', '450 kB'),
];

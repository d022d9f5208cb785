/** Property tests draw the same documents on every run of `npm test`; `npm run test:long` draws new ones. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.NETLOOM_SEED ?? 20261122) });

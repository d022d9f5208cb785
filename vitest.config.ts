import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'app/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    setupFiles: ['vitest.setup.ts'],
    // `npm run test:long` draws twenty times as much.
    testTimeout: process.env.NETLOOM_LONG ? 600_000 : 60_000,
    hookTimeout: 60_000,
  },
});

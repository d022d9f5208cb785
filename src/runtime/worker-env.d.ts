/** What the bundler gives the worker; `vite/client` would bring the DOM along. */
declare module '*.wasm?url' {
  const address: string;

  export { address as default };
}

interface ImportMetaEnv {
  readonly DEV: boolean;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}

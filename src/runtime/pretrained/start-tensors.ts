/** Values by `<call>.<weight>`, where a call is named as seen from the network that starts from them. */
export type StartTensors = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>;

/** What a file of tensors says of itself before a value is read. */

export interface FileTensor {
  readonly name: string;
  /** As the file says it: `F32`, `BF16`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** False for whole numbers and truth values, which no weight is made of. */
  readonly isFloat: boolean;
}

export interface TensorFile {
  /** In the order in which the file holds them. */
  readonly tensors: readonly FileTensor[];
  /** May tell in which order axes are kept. */
  readonly metadata: Readonly<Record<string, string>>;
}

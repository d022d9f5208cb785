/** A file is not what its format promises: what was received, what was expected, what to do. */
export class ContainerError extends Error {
  constructor(format: string, received: string) {
    super(`The ${format} file ${received}. Expected a whole file; export or download it again.`);
    this.name = 'ContainerError';
  }
}

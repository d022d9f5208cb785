/** The commands that need the exporters and importers. */
export { exportCommand } from './export';
export { importCommand } from './import';
export { listCommand } from './list';

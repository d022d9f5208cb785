export { world } from '../../../src/runtime/world';

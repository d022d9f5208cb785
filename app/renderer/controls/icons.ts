/** The icon of each group and of the kinds that have their own. Icon and name carry what colour cannot. */
import {
  Activity,
  Box,
  BrainCircuit,
  CircleHelp,
  Combine,
  Dice5,
  Focus,
  Grid3x3,
  Hash,
  Layers,
  LogIn,
  type LucideIcon,
  Plus,
  RefreshCw,
  Rows3,
  Scaling,
  Shrink,
  SlidersHorizontal,
  Spline,
  Target,
  Waypoints,
} from 'lucide-react';
import type { Group } from '../../../src/compiler/layer';

export type IconGroup = Group | 'Unknown';

const byGroup: Readonly<Record<IconGroup, LucideIcon>> = {
  Input: LogIn,
  Core: Waypoints,
  Convolution: Grid3x3,
  Pooling: Shrink,
  Normalization: SlidersHorizontal,
  Regularization: Dice5,
  Activation: Spline,
  Reshaping: Scaling,
  Merging: Plus,
  Recurrent: RefreshCw,
  Attention: Focus,
  Memory: BrainCircuit,
  Block: Box,
  Unknown: CircleHelp,
};

const byKind: Readonly<Record<string, LucideIcon>> = {
  Output: Target,
  Embedding: Hash,
  DepthwiseConv2D: Layers,
  SeparableConv2D: Layers,
  Conv2DTranspose: Scaling,
  Flatten: Rows3,
  Concatenate: Combine,
  Activation: Activity,
};

export function iconOf(group: IconGroup, kind?: string): LucideIcon {
  return (kind === undefined ? undefined : byKind[kind]) ?? byGroup[group];
}

/** The group's colour as a token; unknown kinds take the grey of Reshaping. */
export function colourOf(group: IconGroup): string {
  return `var(--group-${group === 'Unknown' ? 'Reshaping' : group})`;
}

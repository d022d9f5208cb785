/** Words of transfer learning: what stands still, and the guide. */
export const en = {
  freeze: 'Freeze',
  frozenUpTo: 'Frozen up to',
  nothing: 'nothing',
  stillLayers: '{{count}} of {{total}} layers stand still',
  stillWeights: '{{share}} of the weights',
} as const;

export const zh = {
  freeze: '冻结',
  frozenUpTo: '冻结到',
  nothing: '无',
  stillLayers: '{{total}} 层中有 {{count}} 层不变',
  stillWeights: '占权重的 {{share}}',
} satisfies Record<keyof typeof en, string>;

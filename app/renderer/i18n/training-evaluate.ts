/** Words of Evaluate. */
export const en = {
  evaluateButton: 'Evaluate on validation',
  evaluating: 'Evaluating',
  evaluateEmpty: 'See how the network does on the samples it was not trained on.',
  evaluateUntrained: 'The network is not trained yet; the result is that of its first weights.',
  confusion: 'Confusion matrix',
  trueClass: 'true class',
  predictedClass: 'predicted class',
  cell: '{{count}} samples of {{actual}} taken for {{predicted}}',
  cellSamples: '{{actual}} taken for {{predicted}}: {{count}}, the first {{shown}} here',
  cellNone: 'No {{actual}} was taken for {{predicted}}',
  pickCell: 'Choose a cell to see its samples.',
  sampleNumber: 'Validation sample {{number}}',
  metric: 'metric',
  value: 'value',
} as const;

export const zh = {
  evaluateButton: '在验证集上评估',
  evaluating: '正在评估',
  evaluateEmpty: '查看网络在未训练过的样本上的表现。',
  evaluateUntrained: '网络尚未训练，结果来自初始权重。',
  confusion: '混淆矩阵',
  trueClass: '真实类别',
  predictedClass: '预测类别',
  cell: '{{count}} 个 {{actual}} 被判为 {{predicted}}',
  cellSamples: '{{actual}} 被判为 {{predicted}}：共 {{count}} 个，显示前 {{shown}} 个',
  cellNone: '没有 {{actual}} 被判为 {{predicted}}',
  pickCell: '选择一格以查看其中的样本。',
  sampleNumber: '验证样本 {{number}}',
  metric: '指标',
  value: '值',
} satisfies Record<keyof typeof en, string>;

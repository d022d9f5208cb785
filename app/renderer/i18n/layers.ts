/**
 * Names and sentences of what the compiler declares. English kinds, parameters and choices keep their names in code and
 * the compiler's own sentences; only what has no name in code stands here. Chinese has a word for everything.
 */
import { en as enDatasets, zh as zhDatasets } from './datasets';
import { zhChoices } from './layers-zh-choices';
import { zhKinds } from './layers-zh-kinds';
import { zhParams } from './layers-zh-params';
import { zhSteps } from './layers-zh-steps';

export const en = {
  'group-Input': 'Input',
  'group-Core': 'Core',
  'group-Convolution': 'Convolution',
  'group-Pooling': 'Pooling',
  'group-Normalization': 'Normalization',
  'group-Regularization': 'Regularization',
  'group-Activation': 'Activation',
  'group-Reshaping': 'Reshaping',
  'group-Merging': 'Merging',
  'group-Recurrent': 'Recurrent',
  'group-Attention': 'Attention',
  'group-Memory': 'Memory',
  'group-Block': 'Blocks',
  ...enDatasets,
  'procedure-gradient': 'Gradient descent',
  'procedure-adversarial': 'Two players (GAN)',
  'procedure-contrastive-divergence': 'Contrastive divergence',
  'slot-network': 'Network',
  'slot-generator': 'Generator',
  'slot-discriminator': 'Discriminator',
} as const;

export const zh = {
  'group-Input': '输入',
  'group-Core': '核心',
  'group-Convolution': '卷积',
  'group-Pooling': '池化',
  'group-Normalization': '归一化',
  'group-Regularization': '正则化',
  'group-Activation': '激活',
  'group-Reshaping': '变形',
  'group-Merging': '合并',
  'group-Recurrent': '循环',
  'group-Attention': '注意力',
  'group-Memory': '记忆',
  'group-Block': '块',
  ...zhDatasets,
  'procedure-gradient': '梯度下降',
  'procedure-adversarial': '双方对抗（GAN）',
  'procedure-contrastive-divergence': '对比散度',
  'slot-network': '网络',
  'slot-generator': '生成器',
  'slot-discriminator': '判别器',
  ...zhKinds,
  ...zhSteps,
  ...zhParams,
  ...zhChoices,
} satisfies Record<keyof typeof en, string> & Readonly<Record<string, string>>;

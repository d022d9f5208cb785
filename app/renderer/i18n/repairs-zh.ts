/**
 * Repairs in Chinese. The compiler words them in English with names and numbers inside, so the English sentence, with
 * `{places}` for what varies, is the key.
 */
const sentences: readonly (readonly [string, string])[] = [
  ['Set activation to {value}', '把激活函数设为 {value}'],
  ['Set shape to {value}', '把形状设为 {value}'],
  ['Set batchSize to {value}', '把批大小设为 {value}'],
  ["Set padding to 'same'", '把填充设为 same'],
  ['Set {param} to {value}', '把 {param} 设为 {value}'],
  ['Insert Flatten and Dense', '插入展平与全连接'],
  ['Insert {kind} and Dense', '插入 {kind} 与全连接'],
  ['Insert Permute {dims}', '插入轴置换 {dims}'],
  ['Insert MaxPooling2D', '插入最大池化'],
  ['Insert Flatten', '插入展平'],
  ['Insert ZeroPadding2D', '插入零填充'],
  ['Insert Reshape to {shape}', '插入重塑为 {shape} 的层'],
  ['Insert Dense with {units} units', '插入 {units} 个单元的全连接'],
  ['Insert a 1×1 projection', '插入 1×1 投影'],
  ['Insert a Dense projection', '插入全连接投影'],
  ['Insert {name}', '插入 {name}'],
  ['Add an Output', '添加输出节点'],
  ['Add an Input', '添加输入节点'],
  ['Add a phase', '添加一个阶段'],
  ['Keep the shape on the main path', '让主路保持形状'],
  ['Keep only {node}', '只保留 {node}'],
  ['Delete the edge that leads back', '删除返回的连线'],
  ['Delete the edge', '删除连线'],
  ['Delete {node}', '删除 {node}'],
  ['Delay the edge by one step', '让连线延迟一步'],
  ['Connect {node}', '连接 {node}'],
  ['Feed it the column {name}', '送入数据列 {name}'],
  ['Remove {param}', '移除 {param}'],
  ['Reset {param}', '重置 {param}'],
  ['Use the sparse cross-entropy', '使用稀疏分类交叉熵'],
  ['Use the categorical cross-entropy', '使用分类交叉熵'],
  ['Use categorical cross-entropy', '使用分类交叉熵'],
  ['Use gradient descent', '使用梯度下降'],
  ['Use softmax and its loss', '使用 softmax 和与它配对的损失'],
  ['Use LayerNormalization', '使用层归一化'],
  ['Remove the second softmax', '移除第二个 softmax'],
  ['Exchange the limits', '交换两个界限'],
  ['Number words as the vectors do', '按词向量的词表编号'],
  ['{node} will use the {number} words of {source}.', '{node} 将使用 {source} 的 {number} 个词。'],
  ['Use the network {name}', '使用网络 {name}'],
  ['{node} will receive probabilities.', '{node} 将接收到概率。'],
  ['{node} will give probabilities.', '{node} 将给出概率。'],
  ['{node} will give probabilities that sum to one.', '{node} 将给出总和为一的概率。'],
  ['{node} will see all values of {source} at once.', '{node} 将同时看到 {source} 的全部值。'],
  [
    '{node} will see the mean of every channel of {source} at once.',
    '{node} 将同时看到 {source} 每个通道的平均值。',
  ],
  ['{node} alone will give the probabilities.', '只由 {node} 给出概率。'],
  [
    '{node} will choose one class, judged by categoricalCrossentropy.',
    '{node} 将选出一个类别，由 categoricalCrossentropy 评判。',
  ],
  ['Statistics will be those of {number} samples.', '统计量将来自 {number} 个样本。'],
  ['{node} will normalize every sample by itself.', '{node} 将单独归一化每个样本。'],
  ['Phase {number} will take steps of the usual size.', '第 {number} 阶段将以通常的步幅前进。'],
  ['{node} will know every position that arrives.', '{node} 将认识到达的每个位置。'],
  [
    '{node} will hold values between {low} and {high}.',
    '{node} 将把值限制在 {low} 与 {high} 之间。',
  ],
  [
    '{node} will receive {number} values, as its target has.',
    '{node} 将接收到 {number} 个值，与标签一致。',
  ],
  ['Nothing will lead from {source} to {target}.', '不再有从 {source} 到 {target} 的连线。'],
  [
    'The value from {source} to {target} will arrive one time step later.',
    '从 {source} 到 {target} 的值将晚一个时间步到达。',
  ],
  ['{node} will receive the output of {source} alone.', '{node} 将只接收 {source} 的输出。'],
  ['{node} will receive the output of {source}.', '{node} 将接收 {source} 的输出。'],
  ['{node} will receive all {number} inputs, merged.', '{node} 将接收合并后的 {number} 个输入。'],
  ['The value of {node} will leave the network.', '{node} 的值将离开网络。'],
  ['Samples will arrive at {node}.', '样本将到达 {node}。'],
  ['What came in will go on to where its output went.', '原来的输入将直接送到它的输出所去之处。'],
  ['{node} will receive the column {name} of the data set.', '{node} 将接收数据集的列 {name}。'],
  ['{param} will no longer be in the file.', '文件中将不再有 {param}。'],
  ['{param} will have its default.', '{param} 将恢复默认值。'],
  ['{node} will have the shape of the data.', '{node} 的形状将与数据一致。'],
  ['{node} will use {loss}.', '{node} 将使用 {loss}。'],
  ['The value of {node} will arrive as {shape}.', '{node} 的值到达时形状为 {shape}。'],
  ['{node} will give {shape}, as {source} does.', '{node} 将给出 {shape}，与 {source} 相同。'],
  ['The value of {node} will grow to {shape} by zeros.', '{node} 的值将补零到 {shape}。'],
  [
    '{node} will receive the values of {source} as a picture.',
    '{node} 将以图像形式接收 {source} 的值。',
  ],
  [
    '{node} will receive the values of {source} as a sequence.',
    '{node} 将以序列形式接收 {source} 的值。',
  ],
  [
    'The network main will be trained by gradient descent for 5 epochs.',
    '网络 main 将用梯度下降训练 5 轮。',
  ],
  [
    'Phase {number} will train the network main by its gradient.',
    '第 {number} 阶段将用梯度训练网络 main。',
  ],
  ['Phase {number} will have {name} as its {slot}.', '第 {number} 阶段的 {slot} 将是 {name}。'],
  ['A step will hold fewer samples in memory.', '每一步在内存中保存的样本更少。'],
  [
    '{node} will give one value for each of the {number} classes.',
    '{node} 将为 {number} 个类别各给出一个值。',
  ],
  [
    '{node} will receive one value for each of the {number} classes.',
    '{node} 将接收到 {number} 个类别各一个值。',
  ],
  ['Zeros around the input will make room for the window.', '输入四周的零将为窗口留出空间。'],
  ['The window will fit in the input.', '窗口将放得进输入。'],
  ['{node} will look at neighbouring values.', '{node} 将看相邻的值。'],
];

interface Pattern {
  readonly match: RegExp;
  readonly names: readonly string[];
  readonly text: string;
}

const patterns: readonly Pattern[] = sentences.map(([english, text]) => {
  const names = [...english.matchAll(/\{(\w+)\}/g)].map((place) => place[1] ?? '');
  const source = english
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.+?)');
  return { match: new RegExp(`^${source}$`), names, text };
});

/** The Chinese sentence, or `undefined` for one that nobody has translated. */
export function repairInChinese(english: string): string | undefined {
  for (const { match, names, text } of patterns) {
    const found = match.exec(english);
    if (!found) continue;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => found[names.indexOf(name) + 1] ?? '');
  }
  return undefined;
}

/** What a step of the preparation refuses, in Chinese: the compiler words it in English. */
import type { Sentence } from './sentences';

export const preparationSentences: readonly Sentence[] = [
  [
    '{kind} receives nothing; it expects one edge from a Source or another step.',
    '{kind} 没有接收到数据；需要一条来自数据源或其他步骤的连线。',
  ],
  ['Connect a Source or another step to it.', '把数据源或其他步骤连到它。'],
  ['{kind} receives text; it expects numbers.', '{kind} 收到文本；应为数字。'],
  ['Put a step that turns text into numbers before it.', '在它前面放一个把文本变成数字的步骤。'],
  [
    '{kind} receives {shape} of {dtype}; it expects a sequence of tokens.',
    '{kind} 收到 {dtype} 的 {shape}；应为词元的序列。',
  ],
  [
    'Put a TextVectorization with the output mode int before it.',
    '在它前面放一个输出模式为 int 的 TextVectorization。',
  ],
  [
    'CentreCrop keeps {size} of pictures of {picture}.',
    'CentreCrop 保留 {size}，而图片是 {picture}。',
  ],
  [
    'Choose a size within the pictures, or resize them first.',
    '选择不超过图片的大小，或先调整图片大小。',
  ],
  [
    '{kind} receives values whose columns have no names; it expects rows of a table.',
    '{kind} 收到的值没有列名；应为表格的行。',
  ],
  ['Connect a Source of a table to it.', '把表格的数据源连到它。'],
  [
    '{kind} receives {shape}; it expects pictures of height × width × channels.',
    '{kind} 收到 {shape}；应为高 × 宽 × 通道的图片。',
  ],
  ['Connect a column of pictures.', '连接一个图片列。'],
  [
    'OneHot receives {shape} a sample; it expects one class number.',
    'OneHot 每个样本收到 {shape}；应为一个类别编号。',
  ],
  ['Connect a column of classes.', '连接一个类别列。'],
  [
    'OneHot receives a column without classes; it expects one that has them.',
    'OneHot 收到没有类别的列；应为有类别的列。',
  ],
  ['Set classes, or connect a column of classes.', '设定类别数，或连接一个类别列。'],
  [
    'OneHot is set to {received} classes; the column has {expected}.',
    'OneHot 设为 {received} 类，而这一列有 {expected} 类。',
  ],
  [
    'Set classes to {expected}, or to 0 to follow the column.',
    '把类别数设为 {expected}，或设为 0 以跟随这一列。',
  ],
  [
    'Source reads the column "{column}"; the data set {dataset} has {known}.',
    '数据源读取列“{column}”；数据集 {dataset} 有 {known}。',
  ],
  [
    'Resize receives {shape}; it expects pictures of height × width × channels.',
    'Resize 收到 {shape}；应为高 × 宽 × 通道的图片。',
  ],
  ['StringLookup receives numbers; it expects text.', 'StringLookup 收到数字；应为文本。'],
  [
    'TextVectorization receives numbers; it expects text.',
    'TextVectorization 收到数字；应为文本。',
  ],
  ['Connect a column of text.', '连接一个文本列。'],
  [
    'The preparation step {node} receives its own output; steps must lead from a Source to a Feed.',
    '准备步骤 {node} 收到自己的输出；步骤应从数据源通向“送入”。',
  ],
  ['Remove an edge of the cycle.', '移除环中的一条连线。'],
  [
    'The preparation step {node} has the kind "{kind}"; this version knows {kinds}.',
    '准备步骤 {node} 的种类是“{kind}”；此版本认识 {kinds}。',
  ],
  [
    'Replace the step, or open the document in the version that made it.',
    '替换这个步骤，或用生成它的版本打开文档。',
  ],
  [
    '{fed} is fed twice, the second time by {node}; a node takes one column.',
    '{fed} 被送入两次，第二次来自 {node}；一个节点只接收一列。',
  ],
  ['Delete one Feed.', '删除一个“送入”。'],
  [
    'The preparation feeds "{fed}"; the networks have the Input and Output nodes {nodes}.',
    '数据准备送往“{fed}”；网络中的输入和输出节点有 {nodes}。',
  ],
  ['Set the Feed to one of these nodes.', '把“送入”设为其中一个节点。'],
  [
    '{kind} {node} receives no data; training expects a column of the data set for it.',
    '{kind} {node} 没有接收到数据；训练需要数据集中的一列。',
  ],
  ['Add a Feed to {node} in the preparation of the data.', '在数据准备中为 {node} 添加“送入”。'],
  [
    '{input} brings {received} different values to {node}, which knows {expected} tokens.',
    '{input} 给 {node} 带来 {received} 种取值，而它只认识 {expected} 个词元。',
  ],
  ['Set inputDim to {received} or more.', '把 inputDim 设为 {received} 或更多。'],
  [
    'The data brings {received} to {node}; its shape is {expected}.',
    '数据给 {node} 的是 {received}，而它的形状是 {expected}。',
  ],
  [
    'Set the shape of {node} to {received}, or resize the data.',
    '把 {node} 的形状设为 {received}，或调整数据的大小。',
  ],
];

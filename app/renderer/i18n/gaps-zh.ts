/** What a format cannot say, in Chinese: the exporters word it in English. */
import type { Sentence } from './sentences';

export const gapSentences: readonly Sentence[] = [
  ['{format} has no row for {kind} yet.', '{format} 还不能写出 {kind}。'],
  [
    'The mask of padded steps cannot be written in {format} yet; it would take padding for steps.',
    '{format} 还不能写出填充步的掩码；它会把填充当作时间步。',
  ],
  [
    'Attention over several axes needs their sizes; one of them is free.',
    '跨多个轴的注意力需要它们的大小，而其中一个不固定。',
  ],
  [
    'Padding is left out where attention has one axis; here a sample has more.',
    '注意力只有一个轴时才会略去填充，而这里的样本有更多轴。',
  ],
  [
    'The export lacks the weight {weight}. Export a model folder whole.',
    '导出缺少权重 {weight}。导出完整的模型文件夹。',
  ],
  ['The export lacks the script of the web page.', '导出缺少网页的脚本。'],
  ['{node} has no value yet.', '{node} 还没有值。'],
  ['{node} has no weight {name}.', '{node} 没有权重 {name}。'],
  ['{node}: the axis is {axis}.', '{node}：轴是 {axis}。'],
  [
    'The row of {kind} cuts pictures of a fixed size; here it is free.',
    '{kind} 只能写成裁剪固定大小的图像，而这里大小不固定。',
  ],

  // Keras.
  [
    'Keras gives zeros at padding where it gives the scores, and means where it does not.',
    'Keras 给出分数时填充处为零，不给出时为平均值。',
  ],
  ["Keras' ConvLSTM2D fails where padding arrives.", 'Keras 的 ConvLSTM2D 遇到填充会出错。'],
  [
    'Keras hands no padding to a layer whose first states are given.',
    '给定初始状态时，Keras 不把填充传给该层。',
  ],
  [
    "Keras' Bidirectional takes a layer that walks forwards.",
    'Keras 的 Bidirectional 需要正向进行的层。',
  ],
  [
    'Keras has no causal padding for SeparableConv1D; use DepthwiseConv1D and Conv1D.',
    'Keras 的 SeparableConv1D 没有因果填充；改用 DepthwiseConv1D 和 Conv1D。',
  ],
  [
    'There is no row for stacked cells whose first states are given.',
    '还不能写出给定初始状态的堆叠单元。',
  ],
  [
    'Keras has no layer {kind}, and there is no Python class for it yet.',
    'Keras 没有层 {kind}，也还没有它的 Python 类。',
  ],

  // ONNX.
  ['A mask over a sequence of free length cannot be written.', '无法写出长度不固定的序列的掩码。'],
  ['A sequence of free length has no table of waves.', '长度不固定的序列没有正弦位置表。'],
  [
    'ONNX has no operator for ConvLSTM2D; its steps are written one by one, so every size has to be fixed.',
    'ONNX 没有 ConvLSTM2D 的算子；各步逐一写出，因此所有大小都要固定。',
  ],
  [
    'ONNX has no exact row for a dilated transposed convolution.',
    'ONNX 不能准确写出膨胀的转置卷积。',
  ],
  [
    "ONNX' Resize has no {interpolation} as Keras computes it.",
    'ONNX 的 Resize 没有与 Keras 算法相同的 {interpolation}。',
  ],
  ['ONNX has no operator for {kind}.', 'ONNX 没有 {kind} 的算子。'],
  ["ONNX' {operator} has no activation {name}.", 'ONNX 的 {operator} 没有激活函数 {name}。'],
  ['ONNX has no row for the activation {name}.', 'ONNX 还不能写出激活函数 {name}。'],
  ['ONNX has no operators for the activation {name}.', 'ONNX 没有激活函数 {name} 的算子。'],
  ['The row of Dot takes vectors and sequences of vectors.', 'Dot 只能写出向量和向量的序列。'],
  [
    'ONNX works out one free size; this target has several.',
    'ONNX 只能算出一个不固定的大小，而这个目标有几个。',
  ],
  ['ONNX normalises over the first or the last axis.', 'ONNX 只沿第一个或最后一个轴归一化。'],

  // TensorFlow.js.
  [
    'At padding TensorFlow.js repeats the last step of Bidirectional; the studio and Keras give zeros.',
    '填充处，TensorFlow.js 重复 Bidirectional 的最后一步，而这里和 Keras 给出零。',
  ],
  [
    "TensorFlow.js' ConvLSTM2D cannot step over padding.",
    'TensorFlow.js 的 ConvLSTM2D 不能跳过填充。',
  ],
  [
    'TensorFlow.js cannot put sequences with padding one after the other.',
    'TensorFlow.js 不能前后拼接带填充的序列。',
  ],
  [
    'Of several inputs TensorFlow.js hands on the padding of the first one; the others would count whole.',
    '有几个输入时，TensorFlow.js 只传递第一个的填充，其余会整体计入。',
  ],
  [
    "TensorFlow.js' ConvLSTM2D takes no first states in a model.",
    '在模型中，TensorFlow.js 的 ConvLSTM2D 不接收初始状态。',
  ],
  [
    'TensorFlow.js gives the first states of a layer to the recurrent layers after it as well.',
    'TensorFlow.js 会把一层的初始状态也给它之后的循环层。',
  ],
  [
    'In a model of TensorFlow.js the steps that Masking hides would count.',
    '在 TensorFlow.js 的模型中，Masking 隐藏的时间步会计入。',
  ],

  // PyTorch.
  [
    'A table of positions over a sequence of free length cannot be written.',
    '无法写出长度不固定的序列的位置表。',
  ],
  ['There is no exact row for a dilated transposed convolution.', '不能准确写出膨胀的转置卷积。'],
  ['There is no row for {interpolation} interpolation.', '还不能写出 {interpolation} 插值。'],
  ['PyTorch has no layer for {kind}.', 'PyTorch 没有 {kind} 的层。'],
  ["PyTorch's {kind} has no activation {name}.", 'PyTorch 的 {kind} 没有激活函数 {name}。'],
  ["PyTorch's {kind} has no gates of {name}.", 'PyTorch 的 {kind} 没有 {name} 的门。'],
  [
    "PyTorch's GRU resets after its product; set resetAfter.",
    'PyTorch 的 GRU 在乘积之后重置；打开 resetAfter。',
  ],
  ['PyTorch has no row for the activation {name}.', 'PyTorch 还不能写出激活函数 {name}。'],
  ['PyTorch normalises over the first or the last axis.', 'PyTorch 只沿第一个或最后一个轴归一化。'],
];

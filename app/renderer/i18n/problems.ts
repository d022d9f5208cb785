/**
 * Problems in both languages by code: a short title, the message, the hint. English messages and hints are the
 * compiler's own; titles stand here for both.
 */
import { problemWords } from '../../../src/compiler/problems/words';
import { zhProblems } from './problems-zh';

/** `{node}` in the compiler's tables is `{{node}}` for i18next. */
function places(text: string): string {
  return text.replace(/\{(\w+)\}/g, '{{$1}}');
}

const compilerWords = Object.fromEntries(
  Object.entries(problemWords).flatMap(([code, { message, hint }]) => [
    [code, places(message)],
    [`${code}-hint`, places(hint)],
  ]),
);

/** Code → English title, Chinese title. */
const titles: Readonly<Record<string, readonly [string, string]>> = {
  defect: ['The file has a defect', '文件有缺陷'],
  'no-network': ['The network is missing', '缺少网络'],
  'duplicate-id': ['Two nodes have one id', '节点标识重复'],
  'unknown-kind': ['Unknown kind', '未知种类'],
  'dangling-edge': ['An edge leads nowhere', '连线没有终点'],
  'unknown-port': ['The port does not exist', '端口不存在'],
  'missing-input': ['An input is missing', '缺少输入'],
  'too-many-inputs': ['Too many inputs', '输入过多'],
  'port-inputs': ['A port has too few or too many inputs', '端口的输入数量不对'],
  cycle: ['Nodes feed each other in a cycle', '节点形成了环'],
  'delayed-edge': ['Delayed edges do not train yet', '延迟连线尚不能训练'],
  'no-input': ['No Input node', '没有输入节点'],
  'no-output': ['No Output node', '没有输出节点'],
  'unused-output': ['Nothing uses this value', '值未被使用'],
  'block-unknown': ['The block is missing', '缺少块'],
  'block-recursion': ['The block places itself', '块包含自身'],
  'block-too-large': ['The block expands too far', '块展开过大'],
  'block-parameter': ['The block has no such parameter', '块没有此参数'],
  'block-inside': ['Something inside the block cannot be', '块内部有问题'],
  'network-too-large': ['The network is too large', '网络过大'],
  'share-shape': ['Shared weights differ in shape', '共享权重的形状不同'],
  'param-type': ['The parameter takes another kind of value', '参数类型不符'],
  'param-range': ['The parameter is out of range', '参数超出范围'],
  'param-choice': ['The parameter has no such choice', '参数没有此选项'],
  'param-expression': ['The expression has no value', '表达式没有值'],
  'param-unknown': ['Unknown parameter', '未知参数'],
  'missing-value': ['No value arrives', '没有接收到值'],
  rank: ['The input has the wrong number of axes', '输入的轴数不符'],
  'axis-twice': ['An axis is named twice', '轴出现了两次'],
  'crop-too-large': ['Nothing is left after cropping', '裁剪后什么也不剩'],
  'dot-size': ['The summed axes differ in size', '求和的轴大小不同'],
  'kernel-too-large': ['The window does not fit', '窗口放不下'],
  'dilation-strides': ['Strides and dilation exclude each other', '步幅与膨胀不能并用'],
  'uneven-strides': ['Strides differ by axis', '两轴步幅不同'],
  'free-axis': ['A size is not known', '有未定的大小'],
  'merge-shape': ['Inputs differ in shape', '输入的形状不同'],
  'concat-shape': ['Inputs differ beside the joined axis', '拼接轴以外的大小不同'],
  axis: ['The axis does not exist', '轴不存在'],
  'reshape-size': ['The number of values differs', '数值的个数不同'],
  'reshape-free': ['Too many free sizes', '空出的大小过多'],
  'permute-axes': ['Not an order of the axes', '不是轴的排列'],
  'input-length': ['The length differs', '长度不同'],
  'square-kernel': ['The weight is not square', '权重不是方阵'],
  'tensor-too-large': ['The tensor is too large', '张量过大'],
  'no-data': ['There is no data', '没有数据'],
  'no-files': ['No files were chosen', '尚未选择文件'],
  'no-samples': ['There are no samples yet', '还没有样本'],
  'text-input': ['Text is not numbers yet', '文本还不是数字'],
  'unknown-dataset': ['Unknown data set', '未知数据集'],
  'unknown-weights': ['Unknown weights', '未知权重'],
  'other-words': ['Words meet other vectors', '词与向量不对应'],
  'frozen-node': ['A phase freezes what is not there', '阶段冻结了不存在的节点'],
  'unknown-column': ['Unknown column', '未知数据列'],
  'target-shape': ['Answer and target differ in shape', '答案与标签的形状不同'],
  'target-classes': ['The number of classes differs', '类别数不同'],
  'class-count': ['The number of classes differs', '类别数不同'],
  'no-softmax': ['Outputs are no probabilities', '输出不是概率'],
  'no-sigmoid': ['Outputs are no probabilities', '输出不是概率'],
  'softmax-loss': ['This loss learns slowly after softmax', '此损失在 softmax 之后学习很慢'],
  'one-class-softmax': ['Softmax over one value is always 1', '单个值的 softmax 总是 1'],
  'sparse-target': ['Loss and target do not go together', '损失与标签不匹配'],
  'unroll-length': ['The sequence has no fixed length', '序列长度不固定'],
  'state-shape': ['The state does not fit', '状态形状不符'],
  stateful: ['State is not kept between batches', '批次之间不保留状态'],
  'mask-lost': ['Padding is taken for values', '填充被当作数值'],
  'no-phases': ['Training has no phases', '训练没有阶段'],
  'unknown-procedure': ['Unknown procedure', '未知训练方法'],
  'empty-slot': ['A slot is empty', '有空缺的网络'],
  'slot-network': ['The network of a slot is missing', '所指网络不存在'],
  'training-value': ['A training value does not fit', '训练设置不合适'],
  memory: ['Not enough memory', '内存不足'],
  'memory-high': ['Much memory', '占用内存较多'],
  'missing-feed': ['No data arrives', '没有数据'],
  'feed-shape': ['The data has another shape', '数据的形状不同'],
  'token-range': ['More values than tokens', '取值多于词表'],
  'fed-twice': ['Fed twice', '重复送入'],
  'unknown-feed': ['The data is fed to nothing', '数据没有去处'],
  'unknown-preparation': ['Unknown preparation step', '未知的准备步骤'],
  shape: ['The shape does not fit', '形状不合适'],
  'group-size': ['Channels do not divide', '通道不能整除'],
  'sequence-length': ['Sequence too long', '序列太长'],
  'clip-limits': ['Limits exchanged', '界限颠倒'],
  'slice-range': ['Slice out of range', '切片越界'],
  'split-parts': ['Axis does not divide', '轴不能整除'],
  'gather-index': ['Position out of range', '位置越界'],
  'mask-shape': ['Mask does not fit', '掩码不合适'],
  'attention-shape': ['Sequences do not fit', '序列不合适'],
  'key-without-value': ['Keys without values', '有键无值'],
  'statistics-size': ['Statistics do not fit', '统计量不合适'],
  'double-softmax': ['Softmax twice', '两次 softmax'],
  'sigmoid-classes': ['Sigmoid on many classes', '多类别用了 sigmoid'],
  'linear-layers': ['No activation between layers', '层间没有激活函数'],
  'batch-one': ['Batch of one', '批大小为 1'],
  'dead-relu': ['Dead relu', 'relu 失活'],
  'relu-output': ['Answer through relu', '答案经过 relu'],
  'learning-rate-high': ['Learning rate very high', '学习率过高'],
  'learning-rate-low': ['Learning rate very low', '学习率过低'],
};

function titled(language: 0 | 1): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(titles).map(([code, pair]) => [`${code}-title`, pair[language]]),
  );
}

export const en: Readonly<Record<string, string>> = { ...compilerWords, ...titled(0) };

export const zh: Readonly<Record<string, string>> = { ...zhProblems, ...titled(1) };

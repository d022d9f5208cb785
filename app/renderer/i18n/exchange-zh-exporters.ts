/** What each exporter writes, in Chinese; in English its own sentences stand. */
export const exporters = {
  'exporter-tfjs': '供 tf.loadLayersModel 读取的层模型：model.json 和二进制权重。',
  'exporter-keras': '一个 .keras 文件，供 keras.saving.load_model 读取，内含本文档。',
  'exporter-keras-h5': 'Keras 较早的 .h5 文件，由 Keras 2 写出，Keras 3 仍可读取。',
  'exporter-keras-source': '用 Keras 函数式 API 构建、加载和训练此网络的 Python 源码。',
  'exporter-onnx': '一个由标准算子（opset 17）组成的 .onnx 文件，供 onnxruntime 等使用。',
  'exporter-pytorch': 'nn.Module 源码及其权重，以及预测和训练脚本。',
  'exporter-web-page': '一个 HTML 文件，可离线运行模型，并带有适合其数据的输入方式。',
  'exporter-typescript':
    '用 TensorFlow.js 构建和训练同一网络的源码。fit 做不到的训练设置会以注释写在其中。',
  'exporter-keras-notebook': '含 Keras 文件的 Jupyter 笔记本：加载权重并预测。',
  'exporter-pytorch-notebook': '含 PyTorch 文件的 Jupyter 笔记本：加载权重并预测。',
  'exporter-model-card': '说明模型、数据与许可证、指标和局限的 Markdown。',
  'exporter-mermaid': '以文本表示各层及其形状的 Mermaid 流程图。',
  'exporter-picture': '各层、形状和跳跃连接的 SVG 与 PNG 图；拖放到 Netloom 即可重新打开。',
} as const;

/** Names of formats that are words; a program's name is the same in both languages. */
export const exporterNames = {
  'exporterName-keras-source': 'Keras 源码',
  'exporterName-web-page': '网页',
  'exporterName-keras-notebook': 'Keras 笔记本',
  'exporterName-pytorch-notebook': 'PyTorch 笔记本',
  'exporterName-model-card': '模型卡片',
  'exporterName-picture': '图片',
} as const;

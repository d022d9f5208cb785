/** Names and descriptions of the blocks and backbones that ship with the studio, by file; `…Doc` is the description. */
export const en = {
  bottleneck: 'Bottleneck',
  bottleneckDoc:
    'Fewer channels, a 3×3 convolution, all channels again: a residual that stays cheap.',
  'conv-norm-relu': 'Convolution, norm, relu',
  'conv-norm-reluDoc':
    'A 3×3 convolution without bias, BatchNormalization and relu: what most picture networks repeat.',
  convnext: 'ConvNeXt',
  convnextDoc: 'A wide depthwise convolution and a small network at every place, scaled in gently.',
  'dense-unit': 'Dense unit',
  'dense-unitDoc': 'Adds a few channels to all those that came before it.',
  'gated-unit': 'Gated linear unit',
  'gated-unitDoc': 'Half of the features decide how much of the other half passes.',
  inception: 'Inception',
  inceptionDoc: 'Looks at every place with windows of several sizes at once.',
  'inverted-residual': 'Inverted residual',
  'inverted-residualDoc':
    'More channels inside than outside, convolved one by one, with squeeze and excite and a skip.',
  'squeeze-excite': 'Squeeze and excite',
  'squeeze-exciteDoc':
    'Looks at the whole picture, channel by channel, and turns each channel up or down.',
  'stochastic-depth': 'Residual with stochastic depth',
  'stochastic-depthDoc':
    'Two convolutions beside a skip connection; while training, the branch is left out at random.',
  'transformer-decoder': 'Transformer decoder',
  'transformer-decoderDoc':
    'Every position looks at those before it, then thinks for itself: the block of GPT.',
  'transformer-encoder': 'Transformer encoder',
  'transformer-encoderDoc':
    'Every position looks at all others, then thinks for itself; the norm stands before each part.',
  'mobilenet-v2-coco': 'MobileNetV2, COCO',
  'mobilenet-v2-cocoDoc':
    'Small and quick: it learned to find 80 kinds of things in photos, 1,280 channels.',
  'inception-v3-imagenet-5d': 'Inception V3, 5d',
  'inception-v3-imagenet-5dDoc':
    'The first third of a network that learned 1,000 kinds of photos: edges and textures, 288 channels.',
  'inception-v3-imagenet-6e': 'Inception V3, 6e',
  'inception-v3-imagenet-6eDoc':
    'Two thirds of a network that learned 1,000 kinds of photos: parts of things, 768 channels.',
  'glove-20k-100d': 'GloVe word vectors',
  'glove-20k-100dDoc':
    'Knows what the 20,000 most frequent words of English mean, as vectors of 100 numbers.',
  'resnet20-fashion': 'ResNet-20, clothes',
  'resnet20-fashionDoc':
    'Learned to tell ten kinds of clothes apart on small grey pictures, 64 channels.',
};

export const zh = {
  bottleneck: '瓶颈块',
  bottleneckDoc: '先减少通道，做 3×3 卷积，再恢复全部通道：开销很小的残差块。',
  'conv-norm-relu': '卷积、归一化、relu',
  'conv-norm-reluDoc': '不带偏置的 3×3 卷积、批归一化和 relu：多数图像网络反复使用的组合。',
  convnext: 'ConvNeXt 块',
  convnextDoc: '大核深度卷积，再在每个位置用一个小网络，缓和地加回输入。',
  'dense-unit': '密集单元',
  'dense-unitDoc': '在之前的所有通道上再添几个通道。',
  'gated-unit': '门控线性单元',
  'gated-unitDoc': '一半特征决定另一半能通过多少。',
  inception: 'Inception 块',
  inceptionDoc: '同时用几种大小的窗口观察每个位置。',
  'inverted-residual': '倒残差块',
  'inverted-residualDoc': '内部通道多于外部，逐通道卷积，带压缩激励和跳跃连接。',
  'squeeze-excite': '压缩激励块',
  'squeeze-exciteDoc': '逐通道概览整幅图像，再调高或调低每个通道。',
  'stochastic-depth': '随机深度残差块',
  'stochastic-depthDoc': '两层卷积旁有跳跃连接；训练时随机略过这一支。',
  'transformer-decoder': 'Transformer 解码器',
  'transformer-decoderDoc': '每个位置查看它之前的位置，再各自处理：GPT 的块。',
  'transformer-encoder': 'Transformer 编码器',
  'transformer-encoderDoc': '每个位置查看所有其他位置，再各自处理；归一化放在每一部分之前。',
  'mobilenet-v2-coco': 'MobileNetV2（物体）',
  'mobilenet-v2-cocoDoc': '小而快：学过在照片中找出 80 种物体，1,280 个通道。',
  'inception-v3-imagenet-5d': 'Inception V3（到 5d）',
  'inception-v3-imagenet-5dDoc': '学过 1,000 类照片的网络的前三分之一：边缘与纹理，288 个通道。',
  'inception-v3-imagenet-6e': 'Inception V3（到 6e）',
  'inception-v3-imagenet-6eDoc': '学过 1,000 类照片的网络的前三分之二：物体的部件，768 个通道。',
  'glove-20k-100d': 'GloVe 词向量',
  'glove-20k-100dDoc': '懂得英语中最常见的两万个词的含义，每个词是 100 个数的向量。',
  'resnet20-fashion': 'ResNet-20（服装）',
  'resnet20-fashionDoc': '学过在灰度小图上区分十种服装，64 个通道。',
} satisfies Record<keyof typeof en, string>;

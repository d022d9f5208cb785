/** Names and texts of the templates, as `name-<id>` and `text-<id>`; the English ones are those of the files. */
export const en = {
  'name-lenet-digits': 'LeNet on digits',
  'text-lenet-digits':
    'The classic convolutional network: two rounds of kernels and pooling, then three dense layers.',
  'name-mlp-digits': 'Dense layers on digits',
  'text-mlp-digits':
    'The same digits without convolution. Compare the two and see what kernels are worth.',
  'name-resnet8-digits': 'ResNet-8',
  'text-resnet8-digits':
    'Three residual blocks, each one node that opens, on 2,000 digits. Shows skips, projections and batch normalization.',
  'name-mlp-iris': 'Iris flowers',
  'text-mlp-iris': '150 flowers, four measurements, three kinds: the smallest honest table.',
  'name-two-moons': 'Two moons',
  'text-two-moons': 'Two interleaved classes in the plane. Watch the border bend while training.',
  'name-spirals': 'Two spirals',
  'text-spirals': 'A harder border: how many units and layers does it take to unwind it?',
  'name-xor': 'Exclusive or',
  'text-xor':
    'The problem that one layer cannot solve and two can. Remove the hidden layer and see.',
  'name-gan-ring': 'GAN on a ring',
  'text-gan-ring':
    'A generator and a discriminator play against each other until all eight modes are found.',
  'name-rbm-digits': 'Boltzmann machine',
  'text-rbm-digits':
    'Learns strokes of digits without labels, by contrastive divergence: a local rule, no gradient.',
  'name-vgg16': 'VGG-16',
  'text-vgg16':
    'Small kernels only, stacked deep: five stages of 3×3 convolutions, then three dense layers with most of the weights.',
  'name-resnet50': 'ResNet-50',
  'text-resnet50':
    'Sixteen bottlenecks, each adding what it found to what came in, so that fifty layers can learn.',
  'name-resnet50v2': 'ResNet-50 V2',
  'text-resnet50v2':
    'ResNet-50 with normalization before each convolution, so that nothing stands on the way of the skips.',
  'name-inception-v3': 'Inception V3',
  'text-inception-v3':
    'Every block looks at several scales at once; large kernels are split into rows and columns.',
  'name-xception': 'Xception',
  'text-xception':
    'Inception taken to its end: every convolution looks at each channel by itself, then mixes channels.',
  'name-mobilenet': 'MobileNet',
  'text-mobilenet':
    'Depthwise and pointwise convolutions in turn: a ninth of the work of ordinary ones, for telephones.',
  'name-mobilenet-v2': 'MobileNetV2',
  'text-mobilenet-v2':
    'Residual blocks turned inside out: narrow between blocks, wide within, and no activation where they end.',
  'name-densenet121': 'DenseNet-121',
  'text-densenet121':
    'Every layer sees the outputs of all layers before it in its block, and adds 32 channels of its own.',
  'name-alexnet': 'AlexNet',
  'text-alexnet':
    'The network that began the wave, in its form with one tower: five convolutions, three dense layers, dropout.',
} as const;

export const zh = {
  'name-lenet-digits': 'LeNet 手写数字',
  'text-lenet-digits': '经典的卷积网络：两轮卷积核与池化，再接三个全连接层。',
  'name-mlp-digits': '全连接手写数字',
  'text-mlp-digits': '同样的数字，但没有卷积。比较两者，看卷积核的价值。',
  'name-resnet8-digits': 'ResNet-8 残差网络',
  'text-resnet8-digits': '三个残差块，每个都是可打开的节点。展示跳跃连接、投影与批归一化。',
  'name-mlp-iris': '鸢尾花',
  'text-mlp-iris': '150 朵花，四项测量，三个种类：最小的真实表格。',
  'name-two-moons': '双月',
  'text-two-moons': '平面上交错的两类。训练时观察边界如何弯曲。',
  'name-spirals': '双螺旋',
  'text-spirals': '更难的边界：解开它需要多少单元和层？',
  'name-xor': '异或',
  'text-xor': '一层解不了、两层能解的问题。去掉隐藏层试试。',
  'name-gan-ring': '环上的 GAN',
  'text-gan-ring': '生成器与判别器相互对抗，直到找到全部八个模式。',
  'name-rbm-digits': '玻尔兹曼机',
  'text-rbm-digits': '无标签学习数字的笔画，用对比散度：局部规则，不用梯度。',
  'name-vgg16': 'VGG-16',
  'text-vgg16': '只用小卷积核，层层加深：五段 3×3 卷积，再接三个全连接层，大部分权重都在那里。',
  'name-resnet50': 'ResNet-50',
  'text-resnet50': '十六个瓶颈块，每块把所得加到输入上，于是五十层也能学习。',
  'name-resnet50v2': 'ResNet-50 V2',
  'text-resnet50v2': '在每次卷积之前归一化的 ResNet-50，跳跃连接上没有任何阻挡。',
  'name-inception-v3': 'Inception V3',
  'text-inception-v3': '每个块同时观察多种尺度；大卷积核拆成行与列。',
  'name-xception': 'Xception',
  'text-xception': '把 Inception 推到极致：每次卷积先单独看每个通道，再混合通道。',
  'name-mobilenet': 'MobileNet',
  'text-mobilenet': '深度卷积与逐点卷积交替：工作量约为普通卷积的九分之一，适合手机。',
  'name-mobilenet-v2': 'MobileNetV2',
  'text-mobilenet-v2': '把残差块里外翻转：块间窄，块内宽，块尾没有激活。',
  'name-densenet121': 'DenseNet-121',
  'text-densenet121': '每层都看到块内此前所有层的输出，并加上自己的 32 个通道。',
  'name-alexnet': 'AlexNet',
  'text-alexnet': '掀起浪潮的网络，单塔形式：五个卷积层、三个全连接层、随机失活。',
} satisfies Record<keyof typeof en, string>;

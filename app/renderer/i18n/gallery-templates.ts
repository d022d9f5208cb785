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
  'name-lenet5': 'LeNet-5',
  'text-lenet5':
    'The network of 1998 as it was: tanh, mean pooling and three dense layers, on 2,000 digits.',
  'name-resnet20': 'ResNet-20',
  'text-resnet20':
    'The small residual network for 32×32 colour pictures, nine blocks deep, here on two styles of emoji.',
  'name-densenet-bc': 'DenseNet-BC',
  'text-densenet-bc':
    'A hundred layers for 32×32 colour pictures with few weights: each adds 12 channels to all that came before.',
  'name-unet': 'U-Net',
  'text-unet':
    'Marks which pixels belong to a shape: down to what it is, up to where it is, with skips between the sides.',
  'name-multi-task-digits': 'Two tasks',
  'text-multi-task-digits':
    'One code of 32 numbers names the digit and paints it again: two outputs, each with a loss and a weight.',
  'name-siamese-digits': 'Siamese network',
  'text-siamese-digits':
    'Two pictures go through one encoder with the same weights; how far their codes differ says if both are one digit.',
  'name-two-inputs': 'Picture and table',
  'text-two-inputs':
    'How large is the thing? The picture alone cannot say; with distance and zoom of the camera the network can.',
  'name-efficientnet-b0': 'EfficientNet-B0',
  'text-efficientnet-b0':
    'Inverted residuals with squeeze and excitation, found by search; depth, width and size grow together.',
  'name-gpt-mini': 'GPT, small',
  'text-gpt-mini':
    'Reads Moby-Dick character by character and says at each which comes next: the decoder of GPT in small.',
  'name-transformer-text': 'Transformer for text',
  'text-transformer-text':
    'Tells spam from mail: words look at one another in two encoder blocks, and their mean is judged.',
  'name-penguins': 'Penguins',
  'text-penguins':
    'Tells three kinds of penguins apart by measurements, island and sex, with gaps filled and categories encoded.',
  'name-cars': 'Cars',
  'text-cars':
    'Estimates how far a car goes on a gallon of petrol from its engine, weight, year and origin: regression.',
  'name-spam': 'Spam mail',
  'text-spam':
    'Finds unwanted mail by its words: texts become tf-idf values of a vocabulary, and one layer weighs them.',
  'name-weather-forecast': 'Weather forecast',
  'text-weather-forecast':
    'Forecasts tomorrow’s highest temperature from two weeks of Seattle’s weather, tested on the latest days.',
  'name-my-classes': 'My classes',
  'text-my-classes':
    'Classes of your own: record pictures by camera or add files, press Train, and see bars that follow the camera.',
  'name-transfer-small-similar': 'Little data, similar',
  'text-transfer-small-similar':
    'A hundred digits, and a ResNet-20 that knows clothes, as small and grey as they are: it stands still, only the head learns.',
  'name-transfer-small-different': 'Little data, different',
  'text-transfer-small-different':
    'Drawings are not photos: MobileNetV2 ends early, where it sees lines and textures, and a new head learns emoji from that.',
  'name-transfer-large-similar': 'Much data, similar',
  'text-transfer-large-similar':
    'Two thousand digits for a ResNet-20 that knows clothes: first the head learns, then everything by small steps.',
  'name-transfer-large-different': 'Much data, different',
  'text-transfer-large-different':
    'Two thousand coloured shapes are unlike clothes: once the head has learned, everything moves by large steps from those weights.',
  'name-film-reviews': 'Film reviews',
  'text-film-reviews':
    'Liked or not? The mean of learned word vectors decides; npm has the reviews, or give texts of your own.',
  'name-transfer-film-reviews': 'Few film reviews',
  'text-transfer-film-reviews':
    'Liked or not, from 500 reviews: the words keep what GloVe knows of them. npm has the reviews, or give texts of your own.',
  'name-ratings': 'Film ratings',
  'text-ratings':
    'Who likes which film? Tastes of eight numbers meet in a product; npm has MovieLens, or give ratings of your own.',
  'name-transfer-emoji-inception': 'Emoji by Inception',
  'text-transfer-emoji-inception':
    'Inception V3 stands still; a new head learns the groups of emoji in one drawing style and is tested on the other.',
  'name-transfer-emoji-mobilenet': 'Emoji by MobileNetV2',
  'text-transfer-emoji-mobilenet':
    'MobileNetV2 stands still; a new head learns the groups of emoji in one drawing style and is tested on the other.',
  'name-digits-transfer': 'Digits from clothes',
  'text-digits-transfer':
    'A ResNet-20 that learned to tell clothes apart learns digits from 100 labelled ones: head first, then all.',
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
  'name-lenet5': 'LeNet-5',
  'text-lenet5': '1998 年网络的原貌：tanh、平均池化和三个全连接层，用 2,000 个数字训练。',
  'name-resnet20': 'ResNet-20',
  'text-resnet20': '面向 32×32 彩色图片的小型残差网络，九个块深，这里用两种风格的表情符号。',
  'name-densenet-bc': 'DenseNet-BC',
  'text-densenet-bc':
    '面向 32×32 彩色图片的百层网络，权重很少：每层在此前所有输出上再加 12 个通道。',
  'name-unet': 'U-Net',
  'text-unet': '标出哪些像素属于图形：先向下看是什么，再向上看在哪里，两侧之间有跳跃连接。',
  'name-multi-task-digits': '双任务',
  'text-multi-task-digits': '32 个数的编码既说出数字，又把它画回来：两个输出，各有损失和权重。',
  'name-siamese-digits': '孪生网络',
  'text-siamese-digits': '两张图片经过权重相同的同一个编码器，编码相差多少，说明是否为同一数字。',
  'name-two-inputs': '图片与表格',
  'text-two-inputs': '东西有多大？只看图片无法知道；加上相机的距离和变焦，网络就能知道。',
  'name-efficientnet-b0': 'EfficientNet-B0',
  'text-efficientnet-b0': '带压缩与激励的反转残差块，由搜索得到；深度、宽度和尺寸一起增长。',
  'name-gpt-mini': '小型 GPT',
  'text-gpt-mini': '逐个字符阅读《白鲸记》，并在每处说出下一个字符：缩小的 GPT 解码器。',
  'name-transformer-text': '文本 Transformer',
  'text-transformer-text':
    '区分垃圾邮件与普通邮件：词语在两个编码器块中互相关注，再判断它们的平均。',
  'name-penguins': '企鹅',
  'text-penguins': '用测量值、岛屿和性别分辨三种企鹅；缺失值被填补，类别被编码。',
  'name-cars': '汽车油耗',
  'text-cars': '由发动机、重量、年份和产地估计一加仑汽油能跑多远：回归。',
  'name-spam': '垃圾邮件',
  'text-spam': '按词语找出垃圾邮件：文本变为词表上的有无，小网络给它们加权。',
  'name-weather-forecast': '天气预报',
  'text-weather-forecast': '由西雅图两周的天气预报明天的最高气温，在最后的日子上检验。',
  'name-my-classes': '我的类别',
  'text-my-classes': '自己的类别：用摄像头录制或添加图片文件，点击训练，条形随摄像头变化。',
  'name-transfer-small-similar': '数据少，相似',
  'text-transfer-small-similar':
    '一百个数字，与学过服装（同样小而灰）的 ResNet-20：骨干不变，只有头部学习。',
  'name-transfer-small-different': '数据少，不同',
  'text-transfer-small-different':
    '绘画不是照片：MobileNetV2 截止于看到线条与纹理的前部，新的头部由此学习表情。',
  'name-transfer-large-similar': '数据多，相似',
  'text-transfer-large-similar':
    '两千个数字与学过服装的 ResNet-20：先学头部，再让全部权重小步移动。',
  'name-transfer-large-different': '数据多，不同',
  'text-transfer-large-different': '两千个彩色形状与服装不同：头部学好之后，全部权重由此大步移动。',
  'name-film-reviews': '电影评论',
  'text-film-reviews':
    '喜欢还是不喜欢？由学得的词向量的平均值决定；评论可由 npm 安装，也可使用自己的文本。',
  'name-transfer-film-reviews': '少量电影评论',
  'text-transfer-film-reviews':
    '只用 500 条评论判断喜欢与否：词保持 GloVe 对它们的认识。评论可由 npm 安装，也可使用自己的文本。',
  'name-ratings': '电影评分',
  'text-ratings':
    '谁会喜欢哪部电影？两组八个数的口味相乘得出评分；MovieLens 可由 npm 安装，也可使用自己的评分。',
  'name-transfer-emoji-inception': 'Inception 识别表情',
  'text-transfer-emoji-inception':
    'Inception V3 冻结不动，新的头部在一种画风上学习表情的分组，在另一种画风上检验。',
  'name-transfer-emoji-mobilenet': 'MobileNetV2 识别表情',
  'text-transfer-emoji-mobilenet':
    'MobileNetV2 冻结不动，新的头部在一种画风上学习表情的分组，在另一种画风上检验。',
  'name-digits-transfer': '从衣物到数字',
  'text-digits-transfer':
    '学会分辨衣物的 ResNet-20 用 100 个有标签的数字学习数字：先头部，再整个网络。',
} satisfies Record<keyof typeof en, string>;

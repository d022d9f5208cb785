import keras
from keras import layers


def block(x, filters, strides=1):
    shortcut = x
    x = layers.Conv2D(filters, 3, strides=strides, padding="same", use_bias=False,
                      kernel_initializer="he_normal")(x)
    x = layers.BatchNormalization(momentum=0.9)(x)
    x = layers.Activation("relu")(x)
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    if_changed = layers.Conv2D(filters, 1, strides=strides)(shortcut)
    x = layers.add([x, if_changed])
    return layers.ReLU()(x)


inputs = keras.Input((32, 32, 3), name="img")
x = layers.Rescaling(1.0 / 255)(inputs)
x = layers.ZeroPadding2D(1)(x)
for i, filters in enumerate([16, 32]):
    x = block(x, filters, strides=i + 1)
y = x + layers.Conv2D(32, 1)(x)
x = layers.GlobalAvgPool2D()(y)
x = layers.LeakyReLU(0.2)(x)
outputs = layers.Dense(10, name=f"class_{10}")(x)
model = keras.Model(inputs, outputs, name="residual")

import tensorflow as tf
from tensorflow import keras

def make_model():
    inp = keras.layers.Input(shape=(None, 3))
    x = keras.layers.Conv1D(16, 3, padding="causal", dilation_rate=2, activation="elu")(inp)
    x = keras.layers.SeparableConv1D(8, 3)(x)
    x = keras.layers.AveragePooling1D(2, strides=1)(x)
    x = keras.layers.SpatialDropout1D(0.1)(x)
    x = keras.layers.TimeDistributed(keras.layers.Dense(5))(x)
    x = keras.layers.LayerNormalization(epsilon=1e-6)(x)
    x = keras.layers.SimpleRNN(7, "relu")(x)
    return keras.Model(inp, keras.layers.Dense(2)(x))

model = make_model()

import keras
from keras import layers

left = keras.Input(shape=(20,), name="left")
right = keras.Input(shape=(20,), name="right")
shared = layers.Dense(8, activation="tanh", name="shared")
merged = layers.Concatenate(axis=-1)([shared(left), shared(right)])
a, h, c = layers.LSTM(4, return_state=True)(layers.Reshape((4, 4))(merged))
attended = layers.MultiHeadAttention(2, 4, value_dim=4, attention_axes=(1,))(layers.Reshape((2, 2))(h), layers.Reshape((2, 2))(c))
flat = layers.Flatten()(attended)
priority = layers.Dense(1, kernel_initializer=keras.initializers.RandomNormal(0.0, 0.02), name="priority")(flat)
kind = layers.Dense(4, bias_constraint=keras.constraints.MaxNorm(3), name="kind")(a)
model = keras.Model(inputs=[left, right], outputs=[priority, kind])

import keras
from keras import layers, regularizers

encoding_dim = 32

encoder_input = keras.Input(shape=(28, 28, 1), name="original")
x = layers.Flatten()(encoder_input)
x = layers.Dense(128, activation="relu", activity_regularizer=regularizers.L1(1e-5))(x)
code = layers.Dense(encoding_dim, activation="silu")(x)
encoder = keras.Model(encoder_input, code, name="encoder")

decoder_input = keras.Input(shape=(encoding_dim,), name="code")
x = layers.Dense(128, activation=keras.activations.relu)(decoder_input)
x = layers.Dense(28 * 28, activation="sigmoid")(x)
decoder_output = layers.Reshape((28, 28, 1))(x)
decoder = keras.Model(decoder_input, decoder_output, name="decoder")

autoencoder_input = keras.Input(shape=(28, 28, 1), name="image")
autoencoder = keras.Model(autoencoder_input, decoder(encoder(autoencoder_input)), name="autoencoder")
autoencoder.compile(optimizer="adam", loss="mse")

from keras.layers import LSTM, GRU, Bidirectional, Dense, Embedding, Input
from keras.models import Sequential

max_features = 20_000
maxlen = 200

model = Sequential(name="imdb")
model.add(Input((maxlen,), dtype="int32"))
model.add(Embedding(max_features, 128))
model.add(Bidirectional(LSTM(64, return_sequences=True)))
model.add(GRU(32, dropout=.2, go_backwards=True))
model.add(Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])

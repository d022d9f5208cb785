/** Layers of the project's own as Python classes that Keras 3 can save and load, on any of its backends. */

/** What all of them are; it comes before the first. */
export const BASE_CLASS = `class Own(keras.layers.Layer):
    """A layer that keeps its arguments, by their names, in \`given\`."""

    passes_mask = True

    def __init__(self, **kwargs):
        base = {name: kwargs.pop(name) for name in ("name", "trainable", "dtype") if name in kwargs}
        super().__init__(**base)
        self.given = types.SimpleNamespace(**kwargs)
        self.supports_masking = self.passes_mask

    def get_config(self):
        own = vars(self.given).items()
        return {**super().get_config(), **{name: keras.saving.serialize_keras_object(v) for name, v in own}}

    def learned(self, name, shape):
        """A weight with what the layer was told of it."""
        told = vars(self.given)
        return self.add_weight(
            name=name,
            shape=shape,
            initializer=keras.initializers.get(told[f"{name}_initializer"]),
            regularizer=keras.regularizers.get(told.get(f"{name}_regularizer")),
            constraint=keras.constraints.get(told.get(f"{name}_constraint")),
        )`;

/** The number of a layer, fixed or learned, one for all or one a channel. */
const number = (name: string, sign: string, doc: string): string => `"""${doc}"""

    def build(self, input_shape):
        if self.given.learned:
            shape = (input_shape[-1],) if self.given.per_channel else ()
            start = keras.initializers.Constant(self.given.${name})
            self.number = self.add_weight(name="${name}", shape=shape, initializer=start)
        self.built = True

    def call(self, x):
        return x ${sign} (self.number if self.given.learned else self.given.${name})`;

/** Bodies of the classes by kind. */
const bodies: Readonly<Record<string, string>> = {
  Scale: number('factor', '*', 'Every value times a factor.'),
  Offset: number('offset', '+', 'Every value plus a number.'),
  Power: `"""Every value to a power; with a fraction, negative values count as 0."""

    def call(self, x):
        exponent = self.given.exponent
        return ops.power(x if exponent == int(exponent) else ops.relu(x), exponent)`,
  Clip: `"""Every value between two limits; the gradient may pass beyond them."""

    def call(self, x):
        y = ops.clip(x, self.given.min_value, self.given.max_value)
        return x + ops.stop_gradient(y - x) if self.given.straight_through else y`,
  DropPath: `"""Leaves out whole samples of a branch while training (Huang et al., 2016)."""

    def call(self, x, training=False):
        rate = self.given.rate
        if not training or rate == 0:
            return x
        shape = (ops.shape(x)[0],) + (1,) * (len(x.shape) - 1)
        kept = ops.cast(keras.random.uniform(shape) >= rate, x.dtype)
        return x * kept / (1 - rate)`,
  ThresholdedReLU: `"""Values up to a threshold become zero (Konda et al., 2014)."""

    def call(self, x):
        return x * ops.cast(x > self.given.theta, x.dtype)`,
  Step: `"""One of two values by a threshold; the gradient is that of another function."""

    def call(self, x):
        given = self.given
        above = ops.cast(x > given.threshold, x.dtype)
        y = given.low + (given.high - given.low) * above
        if given.gradient == "none":
            return ops.stop_gradient(y)
        through = x if given.gradient == "identity" else ops.clip(x - given.threshold, -1, 1)
        return through + ops.stop_gradient(y - through)`,
  Slice: `"""A part of one axis."""

    passes_mask = False

    def call(self, x):
        given = self.given
        stop = None if given.size is None or given.start + given.size == 0 else given.start + given.size
        before = (slice(None),) * (given.axis % len(x.shape))
        return x[before + (slice(given.start, stop),)]`,
  Split: `"""Equal parts of one axis."""

    passes_mask = False

    def call(self, x):
        return ops.split(x, self.given.parts, axis=self.given.axis)`,
  Gather: `"""Chosen positions of one axis."""

    passes_mask = False

    def call(self, x):
        size = ops.shape(x)[self.given.axis]
        places = [i if i >= 0 else size + i for i in self.given.indices]
        return ops.take(x, ops.convert_to_tensor(places, dtype="int32"), axis=self.given.axis)`,
  Stack: `"""Inputs side by side along a new axis."""

    passes_mask = False

    def call(self, inputs):
        return ops.stack(inputs, axis=self.given.axis)`,
  WeightedSum: `"""The sum of inputs by learned shares, which sum to one."""

    passes_mask = False

    def build(self, input_shape):
        self.importance = self.learned("importance", (len(input_shape),))
        self.built = True

    def call(self, inputs):
        shares = ops.softmax(self.importance)
        return sum(x * shares[i] for i, x in enumerate(inputs))`,
  PositionEmbedding: `"""Adds a learned vector to every position of a sequence (Devlin et al., 2019)."""

    def build(self, input_shape):
        self.embeddings = self.learned("embeddings", (self.given.sequence_length, input_shape[-1]))
        self.built = True

    def compute_output_shape(self, input_shape):
        return input_shape

    def call(self, x):
        return x + self.embeddings[: ops.shape(x)[1]]`,
  SinePositionEncoding: `"""Adds sines and cosines of the position (Vaswani et al., 2017)."""

    def compute_output_shape(self, input_shape):
        return input_shape

    def call(self, x):
        features = ops.arange(x.shape[-1])
        exponent = ops.cast(2 * (features // 2), "float32") / x.shape[-1]
        steps = ops.cast(ops.arange(ops.shape(x)[1]), "float32")
        angle = steps[:, None] / ops.power(float(self.given.max_wavelength), exponent)
        return x + ops.where(features % 2 == 0, ops.sin(angle), ops.cos(angle))`,
  MaskedMean: `"""The mean over time of what is no padding."""

    passes_mask = False

    def call(self, inputs, mask=None):
        x, seen = inputs if isinstance(inputs, (list, tuple)) else (inputs, mask)
        if seen is None:
            return ops.mean(x, axis=1)
        weights = ops.cast(seen, x.dtype)[:, :, None]
        return ops.sum(x * weights, axis=1) / ops.maximum(ops.sum(weights, axis=1), 1e-7)`,
  TimeDelay: `"""What came some steps before; zeros stand before the start."""

    def call(self, x):
        length = ops.shape(x)[1]
        copies = [ops.pad(x, [[0, 0], [d, 0], [0, 0]])[:, :length] for d in self.given.delays]
        return ops.concatenate(copies, axis=-1)`,
};

/** Layer classes by kind, each registered under the package's name. */
export const kerasOwnLayers = (packageName: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(bodies).map(([kind, body]) => [
      kind,
      `@keras.saving.register_keras_serializable("${packageName}")
class ${kind}(Own):
    ${body}`,
    ]),
  );

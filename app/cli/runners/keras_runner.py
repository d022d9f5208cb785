"""Runs exported Keras models in a process of its own: `python keras_runner.py JOB …`.

A JOB is what `app/cli/execute.ts` writes. Nothing of Netloom is loaded but the module that the export brings.
"""
import importlib
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
if "KERAS_BACKEND" not in os.environ:
    from importlib.util import find_spec

    present = [n for n in ("jax", "torch", "tensorflow") if find_spec(n)]
    os.environ["KERAS_BACKEND"] = present[0] if present else "numpy"

import keras
import numpy as np


def load(job):
    folder = job["folder"]
    sys.path.insert(0, folder)
    try:
        if os.path.exists(os.path.join(folder, "netloom_layers.py")):
            sys.modules.pop("netloom_layers", None)
            importlib.import_module("netloom_layers")
        if job["exporter"] == "keras":
            return keras.saving.load_model(os.path.join(folder, "model.keras"), compile=False)
        if job["exporter"] == "keras-h5":
            return keras.saving.load_model(os.path.join(folder, "model.h5"), compile=False)
        sys.modules.pop("model", None)
        return importlib.import_module("model").load()
    finally:
        sys.path.remove(folder)


def run(job):
    model = load(job)
    if job["layers"]:
        inner = [model.get_layer(w["name"])._inbound_nodes[w["node"]].outputs[0] for w in job["layers"]]
        model = keras.Model(model.inputs, inner)
    inputs = [np.fromfile(i["file"], "<f4").reshape(i["shape"]) for i in job["inputs"]]
    outputs = model(inputs if len(inputs) > 1 else inputs[0], training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    for path, values in zip(job["outputs"], outputs):
        keras.ops.convert_to_numpy(values).astype("<f4").tofile(path)
    with open(job["result"], "w") as file:
        json.dump({"runtime": f"keras {keras.__version__} ({keras.backend.backend()})"}, file)


for path in sys.argv[1:]:
    with open(path) as file:
        job = json.load(file)
    try:
        run(job)
    except Exception as error:
        with open(job["result"], "w") as file:
            # Keras wraps the cause in pages of configs; the cause comes last.
            reason = str(error).strip().split("Exception encountered: ")[-1].strip()
            json.dump({"error": f"{type(error).__name__}: {reason[-500:]}"}, file)

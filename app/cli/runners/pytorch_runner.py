"""Runs exported PyTorch modules in a process of its own: `python pytorch_runner.py JOB …`.

A JOB is what `app/cli/execute.ts` writes. Values of inner layers are the local variables of `forward`.
"""
import importlib
import json
import re
import sys

import numpy as np
import torch


def load(folder):
    sys.path.insert(0, folder)
    try:
        for name in ("model", "weights", "load"):
            sys.modules.pop(name, None)
        return importlib.import_module("load").load()
    finally:
        sys.path.remove(folder)


def run_seen(model, inputs):
    """The outputs, and what every variable of `forward` held when it returned."""
    seen = {}

    def watch(frame, event, _):
        if event == "return" and frame.f_code is type(model).forward.__code__:
            seen.update(frame.f_locals)

    sys.setprofile(watch)
    try:
        return model(*inputs), seen
    finally:
        sys.setprofile(None)


def inner(seen, layer):
    name = re.sub(r"\W", "_", layer.replace(".", "__"))
    for candidate in (name, f"x_{name}"):
        if candidate in seen:
            return seen[candidate]
        if f"{candidate}_first" in seen:
            return seen[f"{candidate}_first"].movedim(1, -1)
    return None


def run(job):
    model = load(job["folder"])
    inputs = [torch.from_numpy(np.fromfile(i["file"], "<f4").reshape(i["shape"])) for i in job["inputs"]]
    with torch.no_grad():
        outputs, seen = run_seen(model, inputs)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    if job["layers"]:
        outputs = [inner(seen, wanted["id"]) for wanted in job["layers"]]
    for path, values in zip(job["outputs"], outputs):
        if values is not None:
            values.contiguous().numpy().astype("<f4").tofile(path)
    with open(job["result"], "w") as file:
        json.dump({"runtime": f"pytorch {torch.__version__}"}, file)


for path in sys.argv[1:]:
    with open(path) as file:
        job = json.load(file)
    try:
        run(job)
    except Exception as error:
        with open(job["result"], "w") as file:
            json.dump({"error": f"{type(error).__name__}: {error}"}, file)

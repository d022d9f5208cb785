/** The scripts beside a PyTorch module: reading weights, predicting. */
import type { ExportInput } from './exporter';
import { className, python } from './python-names';

/** Without the safetensors package, which not every PyTorch comes with. */
export const weightReader = `"""Reads safetensors (huggingface/safetensors, v0.4) with nothing but PyTorch."""
import json
import struct

import torch

TYPES = {"F32": torch.float32, "F16": torch.float16, "I32": torch.int32, "I64": torch.int64, "U8": torch.uint8}


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(data[start:end], dtype=TYPES[entry["dtype"]]) if end > start else torch.empty(0)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors
`;

export function loadScript(input: ExportInput): string {
  const { program, data } = input;
  const shapeOf = (id: string) => program.calls.find((call) => call.id === id)?.outputShape ?? [];
  const inputs = program.inputs.map((id) => python([1, ...shapeOf(id).map((size) => size ?? 32)]));
  const classes = program.outputs
    .map((id) => data?.classes[id])
    .find((names) => names !== undefined);
  return `"""Loads the model and predicts: \`python load.py\`, or \`from load import load\`."""
import os

import torch

from model import ${className(input.document)}
from weights import read_safetensors

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = ${python(classes ?? null)}


def load(path=os.path.join(HERE, "model.safetensors")):
    model = ${className(input.document)}()
    # Counts of seen batches are PyTorch's own and are not in the file.
    missing, unexpected = model.load_state_dict(read_safetensors(path), strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{path} lacks {missing} and has {unexpected} that the model does not know.")
    return model.eval()


if __name__ == "__main__":
    model = load()
    with torch.no_grad():
        output = model(${inputs.map((shape) => `torch.zeros(${shape})`).join(', ')})
    print(output if CLASSES is None else CLASSES[int((output[0] if isinstance(output, tuple) else output).argmax())])
`;
}

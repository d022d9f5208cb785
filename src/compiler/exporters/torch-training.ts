/** A complete training script for a PyTorch module: data loader, optimizer, schedule, phases, one process or many. */
import type { Config, Phase } from '../../graph/document';
import type { Program } from '../program';
import { clippings } from '../training/clipping';
import { optimizers } from '../training/optimizers';
import { schedules } from '../training/schedules';
import type { ExportInput } from './exporter';
import { python, pythonName } from './python-names';
import { chosen, factorText, isBalanced, isPlainPhase, lossesOf } from './training-values';

type Write = (values: Config) => string;

const n = (values: Config, name: string): number => Number(values[name]);

/** Constructors by optimizer; the learning rate is the group's `lr`. */
const makers: Readonly<Record<string, Write>> = {
  sgd: (v) => `torch.optim.SGD(params, lr=${n(v, 'learningRate')})`,
  momentum: (v) =>
    `torch.optim.SGD(params, lr=${n(v, 'learningRate')}, momentum=${n(v, 'momentum')})`,
  nesterov: (v) =>
    `torch.optim.SGD(params, lr=${n(v, 'learningRate')}, momentum=${n(v, 'momentum')}, nesterov=True)`,
  adam: (v) => `torch.optim.Adam(params, ${adam(v)})`,
  adamw: (v) => `torch.optim.AdamW(params, ${adam(v)}, weight_decay=${n(v, 'weightDecay')})`,
  rmsprop: (v) =>
    `torch.optim.RMSprop(params, lr=${n(v, 'learningRate')}, alpha=${n(v, 'decay')}, eps=${n(v, 'epsilon')}, ` +
    `momentum=${n(v, 'momentum')}, centered=${python(v.centered ?? false)})`,
  adagrad: (v) =>
    `torch.optim.Adagrad(params, lr=${n(v, 'learningRate')}, eps=${n(v, 'epsilon')}, ` +
    `initial_accumulator_value=${n(v, 'initialAccumulatorValue')})`,
  adadelta: (v) =>
    `torch.optim.Adadelta(params, lr=${n(v, 'learningRate')}, rho=${n(v, 'rho')}, eps=${n(v, 'epsilon')})`,
  adamax: (v) => `torch.optim.Adamax(params, ${adam(v)})`,
};

const adam = (v: Config): string =>
  `lr=${n(v, 'learningRate')}, betas=(${n(v, 'beta1')}, ${n(v, 'beta2')}), eps=${n(v, 'epsilon')}`;

/** Factors of the rate by `epoch`, a number with a fraction. */
const factors: Readonly<Record<string, Write>> = {
  constant: () => '1.0',
  step: (v) => `${n(v, 'factor')} ** (epoch // ${n(v, 'every')})`,
  exponential: (v) => `${n(v, 'rate')} ** epoch`,
  cosine: (v) =>
    `${n(v, 'final')} + (1 - ${n(v, 'final')}) * (1 + math.cos(math.pi * epoch / epochs)) / 2`,
};

const losses: Readonly<Record<string, string>> = {
  categoricalCrossentropy: '-(target * torch.log(output.clamp(1e-7, 1.0))).sum(-1).mean()',
  sparseCategoricalCrossentropy:
    '-torch.log(output.clamp(1e-7, 1.0)).gather(-1, target.long().reshape(*output.shape[:-1], 1)).mean()',
  binaryCrossentropy:
    'F.binary_cross_entropy(output.clamp(1e-7, 1 - 1e-7), target.reshape(output.shape))',
  meanSquaredError: 'F.mse_loss(output, target.reshape(output.shape))',
  meanAbsoluteError: 'F.l1_loss(output, target.reshape(output.shape))',
  huber: 'F.huber_loss(output, target.reshape(output.shape), delta=DELTA)',
  hinge: 'F.relu(1 - torch.where(target > 0, 1.0, -1.0) * output).mean()',
  kullbackLeiblerDivergence:
    '(target * torch.log(target.clamp(1e-7, 1.0) / output.clamp(1e-7, 1.0))).sum(-1).mean()',
};

/** The same where every sample counts by the factor of its class; the mean does not divide them out again. */
const weightedLosses: Readonly<Record<string, string>> = {
  categoricalCrossentropy:
    '-(FACTORS[LABEL.argmax(-1)] * (target * torch.log(output.clamp(1e-7, 1.0))).sum(-1)).mean()',
  sparseCategoricalCrossentropy:
    '-(FACTORS[target.long().reshape(output.shape[:-1])] * torch.log(output.clamp(1e-7, 1.0)).gather(-1, target.long().reshape(*output.shape[:-1], 1)).squeeze(-1)).mean()',
  binaryCrossentropy:
    'F.binary_cross_entropy(output.clamp(1e-7, 1 - 1e-7), target.reshape(output.shape), weight=FACTORS[(LABEL.reshape(output.shape) > 0.5).long()])',
};

/** The sum of the losses; with `classWeights` those of classes count by their factors. */
function lossSum(
  { program }: ExportInput,
  classWeights: NonNullable<ExportInput['classWeights']> = {},
): string {
  const terms = lossesOf(program);
  const texts = terms.map(({ output, id, delta, weight, smoothing }, i) => {
    const at = program.outputs.indexOf(output);
    const factors = classWeights[output];
    const classes = shapeOf(program, output).at(-1) ?? 1;
    const even = id === 'binaryCrossentropy' ? 0.5 : 1 / classes;
    const smooth = `(targets[${i}] * ${1 - smoothing} + ${even * smoothing})`;
    const text = (factors ? weightedLosses : losses)
      [id]!.replace('DELTA', String(delta))
      .replace('FACTORS', `torch.tensor(${factorText(factors ?? [])}, device=output.device)`)
      .replaceAll('output', `outputs[${at}]`)
      .replaceAll('target', smoothing > 0 ? smooth : `targets[${i}]`)
      .replace('LABEL', `targets[${i}]`);
    return weight === 1 ? text : `${weight} * (${text})`;
  });
  return texts.join(' + ');
}

const shapeOf = ({ calls }: Program, id: string): number[] =>
  (calls.find((call) => call.id === id)?.outputShape ?? []).map((size) => size ?? 32);

/** Shapes of what the script reads, without the batch, and how many classes targets are numbers of. */
function shapesOf(program: Program) {
  const shapes = Object.fromEntries(program.inputs.map((id) => [id, shapeOf(program, id)]));
  const classes: Record<string, number> = {};
  for (const { output, id } of lossesOf(program)) {
    shapes[output] = shapeOf(program, output);
    if (id === 'sparseCategoricalCrossentropy') classes[output] = shapes[output].pop() ?? 1;
  }
  return { shapes, classes };
}

/** Why no training script can be written, or `undefined`. */
export function trainingGap(input: ExportInput): string | undefined {
  const { document, program } = input;
  const { training } = document;
  if (!training || training.phases.length === 0) return 'The document does not say how to train.';
  const other = training.phases.find((phase) => !isPlainPhase(phase, input));
  if (other) return `The procedure ${other.procedure} is not written in Python.`;
  const loss = lossesOf(program).find(({ id }) => !Object.hasOwn(losses, id));
  return loss ? `The loss ${loss.id} is not written in Python.` : undefined;
}

/** Lines that limit the gradients, in front of the optimizer's step. */
const clips: Readonly<Record<string, (limit: number) => string>> = {
  value: (limit) => `torch.nn.utils.clip_grad_value_(params, ${limit})`,
  norm: (limit) => `[torch.nn.utils.clip_grad_norm_([p], ${limit}) for p in params]`,
  globalNorm: (limit) => `torch.nn.utils.clip_grad_norm_(params, ${limit})`,
};

function phaseText(phase: Phase, index: number): string {
  const optimizer = chosen(optimizers, phase.config.optimizer, 'adam');
  const schedule = chosen(schedules, phase.config.schedule, 'constant');
  const warmUp = Number(schedule.values.warmUp ?? 0);
  const factor = factors[schedule.id]!(schedule.values);
  const { clipping } = phase.config;
  const clip = clipping == null ? undefined : chosen(clippings, clipping, 'value');
  return `def optimizer_${index + 1}(params):
    return ${makers[optimizer.id]!(optimizer.values)}


def factor_${index + 1}(epoch, epochs):
    """What the learning rate is multiplied by; \`epoch\` has a fraction."""
    return ${warmUp > 0 ? `min(1.0, epoch / ${warmUp}) * (${factor})` : factor}


def clip_${index + 1}(params):
    """Limits the gradients."""
    ${clip ? clips[clip.id]!(n(clip.values, 'limit')) : 'pass'}


FROZEN_${index + 1} = ${python((phase.frozen ?? []).map(pythonName))}
`;
}

/** Samples from a file, else noise of the same shape: numbers of classes where these are expected. */
const reading = `def noise(random, name):
    shape = (4 * BATCH_SIZE, *SHAPES[name])
    return random.integers(CLASSES[name], size=shape) if name in CLASSES else random.random(shape)


def samples():
    path = os.path.join(HERE, "data.npz")
    if os.path.exists(path):
        with np.load(path) as file:
            arrays = [file[name] for name in INPUTS + TARGETS]
    else:
        print("data.npz is not there; training on noise.")
        random = np.random.default_rng(SEED)
        arrays = [noise(random, name) for name in INPUTS + TARGETS]
    return TensorDataset(*(torch.as_tensor(array, dtype=torch.float32) for array in arrays))


`;

/** What every script does alike. */
const loop = `def moves(name, frozen):
    return not any(name == layer or name.startswith((layer + ".", layer + "__")) for layer in frozen)


def train():
    torch.manual_seed(SEED)
    if PROCESSES > 1:
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    device = torch.device(f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if torch.cuda.is_available() else "cpu")
    model = load().to(device).train()
    still = {name for name, p in model.named_parameters() if not p.requires_grad}
    data = samples()
    sampler = DistributedSampler(data, seed=SEED) if PROCESSES > 1 else None
    loader = DataLoader(data, BATCH_SIZE, shuffle=sampler is None, sampler=sampler)
    for number, phase in enumerate(PHASES, 1):
        params = [p for name, p in model.named_parameters() if moves(name, phase["frozen"]) and name not in still]
        for p in model.parameters():
            p.requires_grad_(any(p is other for other in params))
        runner = DistributedDataParallel(model) if PROCESSES > 1 else model
        optimizer = phase["optimizer"](params)
        rates = [group["lr"] for group in optimizer.param_groups]
        for epoch in range(phase["epochs"]):
            if sampler is not None:
                sampler.set_epoch(epoch)
            total = torch.zeros((), device=device)
            for step, batch in enumerate(loader):
                batch = [tensor.to(device) for tensor in batch]
                at = epoch + step / len(loader)
                for group, rate in zip(optimizer.param_groups, rates):
                    group["lr"] = rate * phase["factor"](at, phase["epochs"])
                outputs = runner(*batch[: len(INPUTS)])
                loss = phase["loss"](outputs if isinstance(outputs, tuple) else (outputs,), batch[len(INPUTS) :])
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                phase["clip"](params)
                optimizer.step()
                total += loss.detach()
            if RANK == 0:
                print(f"phase {number}, epoch {epoch + 1}: loss {total.item() / len(loader):.4f}")
    if RANK == 0:
        torch.save(model.state_dict(), os.path.join(HERE, "trained.pt"))
    if PROCESSES > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    train()
`;

/** The script; callers have asked `trainingGap`. */
export function trainScript(input: ExportInput): string {
  const { document, program } = input;
  const { phases, batchSize, seed } = document.training!; // callers have asked `trainingGap`
  const terms = lossesOf(program);
  const { shapes, classes } = shapesOf(program);
  const table = phases.map((phase, i) => {
    const loss = isBalanced(phase) ? 'balanced_loss_of' : 'loss_of';
    return `    {"epochs": ${phase.epochs}, "loss": ${loss}, "optimizer": optimizer_${i + 1}, "factor": factor_${i + 1}, "clip": clip_${i + 1}, "frozen": FROZEN_${i + 1}},`;
  });
  const balanced = phases.some(isBalanced)
    ? `def balanced_loss_of(outputs, targets):
    """Classes count alike together: n / (k * n of the class), of the samples that the document trains on."""
    return ${lossSum(input, input.classWeights)}


`
    : '';
  return `"""Trains the model: \`python train.py\`, or \`torchrun --nproc_per_node=4 train.py\` on several processes.

\`data.npz\` beside this file holds prepared samples, channels last: ${[...program.inputs, ...terms.map((t) => t.output)].map((id) => `\`${id}\``).join(', ')}.
Without it the script runs on noise, which shows that it runs and teaches nothing.
"""
import math
import os

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.data.distributed import DistributedSampler

from load import load

HERE = os.path.dirname(os.path.abspath(__file__))
INPUTS = ${python(program.inputs)}
TARGETS = ${python(terms.map((t) => t.output))}
SHAPES = ${python(shapes)}
CLASSES = ${python(classes)}
BATCH_SIZE = ${batchSize}
SEED = ${seed}
PROCESSES = int(os.environ.get("WORLD_SIZE", 1))
RANK = int(os.environ.get("RANK", 0))


${reading}def loss_of(outputs, targets):
    return ${lossSum(input)}


${balanced}${phases.map(phaseText).join('\n\n')}

PHASES = [
${table.join('\n')}
]


${loop}`;
}

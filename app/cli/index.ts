/** `netloom COMMAND …`: the same engine as the studio, headless. Its promises to scripts stand in README.md. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { caseIds } from '../../bench/cases';
import { backendIds, hostIds } from '../../bench/run';
import { quantizations } from '../../src/compiler/exporters/exporter';
import { BackendUnavailable } from '../../src/runtime/backend';
import { SafetensorsError } from '../../src/runtime/containers/safetensors';
import { WeightsError } from '../../src/runtime/fitting-weights';
import { benchCommand } from './commands/bench';
import { checkCommand } from './commands/check';
import { dataCommand } from './commands/data';
import { evaluateCommand } from './commands/evaluate';
import { predictCommand } from './commands/predict';
import { summaryCommand } from './commands/summary';
import { trainCommand } from './commands/train';
import { zooCommand } from './commands/zoo';
import { keepConsoleOffStandardOutput, say, UsageError } from './output';

export { keepBackbone, pretrain } from './pretrain';

/** Exporters and importers are read from a file of their own by the commands that need them. */
const exchange = () => import('./commands/exchange');
type Exchange = Awaited<ReturnType<typeof exchange>>;

const backends = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'];

function wholeNumber(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > 2 ** 31) {
      throw new InvalidArgumentError(`It takes a whole number from ${least}.`);
    }
    return value;
  };
}

/** Repeatable: every value is one of these. */
function someOf(choices: readonly string[]) {
  return (value: string, earlier: readonly string[] = []): string[] => {
    if (!choices.includes(value)) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    }
    return [...earlier, value];
  };
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

const backendOption = () => new Option('--backend <id>', 'what computes').choices(backends);

function addModelCommands(program: Command): void {
  program
    .command('train <file>')
    .description('train a document and write a model folder')
    .requiredOption('--out <dir>', 'the folder to write')
    .option('--data <path|id>', 'a folder, an archive or a file of yours, or another data set')
    .option('--epochs <n>', 'epochs of every phase', wholeNumber(1))
    .option('--batch-size <n>', 'samples a step', wholeNumber(1))
    .option('--seed <n>', 'seed of weights, order and noise', wholeNumber(0))
    .addOption(backendOption().default('auto'))
    .option(
      '--limit <n>',
      'the first N training samples, at most N validation samples',
      wholeNumber(1),
    )
    .option('--from <path>', 'start from the weights of a model folder or of a safetensors file')
    .option('--resume', 'go on where the run in --out stopped')
    .option('--json', 'one JSON object a line')
    .action(trainCommand);
  program
    .command('evaluate <dir>')
    .description("a model's metrics on the test split, else the validation split")
    .option('--data <path|id>', 'a folder, an archive or a file of yours, or another data set')
    .option('--limit <n>', 'at most N samples', wholeNumber(1))
    .addOption(backendOption().default('auto'))
    .option('--json', 'print JSON')
    .action(evaluateCommand);
  program
    .command('predict <dir>')
    .description("a model's answers for raw samples")
    .requiredOption(
      '--input <file>',
      'JSON, a PNG or JPEG picture, NPY, or a table (CSV, TSV, NDJSON, Parquet)',
    )
    .addOption(backendOption().default('auto'))
    .option('--json', 'print JSON')
    .action(predictCommand);
}

function addExchangeCommands(program: Command): void {
  program
    .command('export <source>')
    .description('write a model folder or a document for another runtime, with a passport')
    .requiredOption('--to <id>', 'the exporter; list exporters names them')
    .requiredOption('--out <dir>', 'the folder to write')
    .option('--network <name>', 'another network than the first one trained')
    .addOption(new Option('--quantize <id>', 'smaller weights').choices([...quantizations]))
    .option('--json', 'print JSON')
    .action(async (...given: Parameters<Exchange['exportCommand']>) =>
      (await exchange()).exportCommand(...given),
    );
  program
    .command('import <file>')
    .description(
      'read a model of Keras, TensorFlow.js or ONNX, or source that builds one (.py, .ts), into a model folder, with a passport',
    )
    .requiredOption('--out <dir>', 'the folder to write')
    .option('--json', 'print JSON')
    .action(async (...given: Parameters<Exchange['importCommand']>) =>
      (await exchange()).importCommand(...given),
    );
}

function addMeasureCommands(program: Command): void {
  program
    .command('zoo [ids...]')
    .description('train every template that promises a result')
    .option('--json', 'one JSON object a line')
    .action(zooCommand);
  program
    .command('bench')
    .description('time the trainer against plain model.fit, in pairs')
    .option('--case <id>', `${caseIds.join(', ')}; repeatable`, someOf(caseIds))
    .option('--backend <id>', `${backendIds.join(', ')}; repeatable`, someOf(backendIds))
    .option('--host <id>', `${hostIds.join(', ')}; repeatable`, someOf(hostIds))
    .option('--json', 'one JSON object a line')
    .action(benchCommand);
}

function createProgram(): Command {
  const program = new Command('netloom')
    .description('Check, train and use the networks that Netloom draws.')
    .exitOverride()
    .configureOutput({
      outputError: () => undefined,
    });
  program
    .command('check <file>')
    .description('list what is wrong with a document, with repairs')
    .option('--json', 'print JSON')
    .action(checkCommand);
  program
    .command('summary <file>')
    .description('layers, shapes, parameters and multiply-adds')
    .option('--json', 'print JSON')
    .action(summaryCommand);
  program
    .command('data <path>')
    .description('what a folder, an archive or a table holds, and what is wrong with it')
    .option('--target <column>', 'the column of a table that is to be learnt')
    .addOption(
      new Option('--type <column=type>', 'a type that was guessed wrong; repeatable').argParser(
        collect,
      ),
    )
    .option('--json', 'print JSON')
    .action(dataCommand);
  program
    .command('list <what>')
    .description('list layers, datasets, templates, optimizers, losses, exporters or importers')
    .option('--json', 'print JSON')
    .action(async (...given: Parameters<Exchange['listCommand']>) =>
      (await exchange()).listCommand(...given),
    );
  addModelCommands(program);
  addExchangeCommands(program);
  addMeasureCommands(program);
  return program;
}

/** What the caller gave cannot be used; the other errors are answers about a document. */
function isWrongUse(error: unknown): boolean {
  return [UsageError, BackendUnavailable, SafetensorsError, WeightsError].some(
    (kind) => error instanceof kind,
  );
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');

/** Commander's own sentence in our words: what was received, what is expected, where that stands. */
function wrongUse({ code, message }: CommanderError): string {
  const text = oneLine(message.replace(/^error: /, ''));
  const value = /^option '(--[\w-]+).*' argument '(.*)' is invalid\. (.*)$/.exec(text);
  if (value) return `${value[1]} is ${value[2]}. ${value[3]}`;
  const help =
    code === 'commander.unknownCommand'
      ? 'netloom --help lists the commands'
      : 'netloom COMMAND --help lists what a command takes';
  return `${text.replace(/\.$/, '')}; ${help}.`;
}

/** The exit code that an error asks for; says the error in one line. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    const isHelp = error.code.startsWith('commander.help') || error.code === 'commander.version';
    if (isHelp) return error.exitCode;
    say(wrongUse(error));
    return 2;
  }
  const exitCode = isWrongUse(error) ? 2 : 1;
  const message = error instanceof Error ? error.message : String(error);
  if (message) say(oneLine(message));
  return exitCode;
}

/** Runs one command of `process.argv` and ends the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  keepConsoleOffStandardOutput();
  process.stdout.on('error', () => process.exit(0)); // the reader of a pipe went away
  try {
    const program = createProgram();
    if (argv.length < 3) {
      say(program.helpInformation().trimEnd());
      process.exitCode = 2;
    } else await program.parseAsync([...argv]);
    process.exitCode ??= 0;
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
  // Backends keep timers and workers alive; output is flushed before the process ends.
  process.stdout.write('', () => process.exit());
}

import { runBench } from '../../../bench/run';
import { answer, say } from '../output';

interface BenchOptions {
  readonly case?: readonly string[];
  readonly backend?: readonly string[];
  readonly host?: readonly string[];
  readonly json?: boolean;
}

/** `bench`: one line a case, backend and host, as pairs of plain `fit` and the product's trainer. */
export async function benchCommand(options: BenchOptions): Promise<void> {
  await runBench(
    {
      ...(options.case ? { cases: options.case } : {}),
      ...(options.backend ? { backends: options.backend } : {}),
      ...(options.host ? { hosts: options.host } : {}),
    },
    (line) => answer(line),
    say,
  );
}

import { describe, expect, it } from 'vitest';
import type { Series } from '../stores/run';
import { chartsOf, curvesOf } from './chart-data';

const options = { unit: 'epochs', smoothing: 0, zoom: null, log: false } as const;

function series(
  points: readonly Readonly<Record<string, number>>[],
  epochs: readonly Readonly<Record<string, number>>[] = [],
): Series {
  return {
    points: points.map((values, i) => ({ step: (i + 1) * 10, epoch: (i + 1) / 10, values })),
    epochs: epochs.map((values, i) => ({
      phase: 0,
      epoch: i + 1,
      values,
      samplesPerSecond: 1,
      seconds: 1,
    })),
    histograms: new Map(),
  };
}

describe('the charts of a run', () => {
  it('are loss and accuracy of a classifier, and before anything is measured', () => {
    const run = series([{ loss: 1, accuracy: 0.5 }]);
    expect(chartsOf(run).map(({ id }) => id)).toEqual(['loss', 'accuracy']);
    expect(chartsOf(series([])).map(({ id }) => id)).toEqual(['loss', 'accuracy']);
  });
  it('are loss and the metric that is asked for, before a regression is trained', () => {
    const ids = chartsOf(series([]), 'meanAbsoluteError').map(({ id }) => id);
    expect(ids).toEqual(['loss', 'meanAbsoluteError']);
  });
  it('are both players’ losses and the modes of a game', () => {
    const point = { loss: 1, generatorLoss: 0.7, discriminatorLoss: 1.2 };
    const [losses, modes] = chartsOf(series([point], [{ valModes: 5 }]));
    expect(losses?.metrics).toEqual(['generatorLoss', 'discriminatorLoss']);
    expect(modes?.id).toBe('modes');
  });
  it('are the loss alone where nothing else is measured', () => {
    expect(chartsOf(series([{ loss: 1 }])).map(({ id }) => id)).toEqual(['loss']);
  });
});

describe('the curves of a chart', () => {
  const run = series([{ loss: 2 }, { loss: 1 }], [{ loss: 1, valLoss: 1.5 }]);
  const [loss] = chartsOf(run);
  it('are training by fractional epoch and validation at whole epochs', () => {
    const [train, validation] = curvesOf(loss!, run, options);
    expect(train?.points.map(({ x, y }) => [x, y])).toEqual([
      [0.1, 2],
      [0.2, 1],
    ]);
    expect(validation?.role).toBe('validation');
    expect(validation?.points.map(({ x, y }) => [x, y])).toEqual([[1, 1.5]]);
  });
  it('put validation at the step its epoch ended on', () => {
    const [, validation] = curvesOf(loss!, run, { ...options, unit: 'steps' });
    expect(validation?.points[0]?.x).toBe(100);
  });
  it('never smooth validation', () => {
    const two = series([{ loss: 1 }], [{ valLoss: 4 }, { valLoss: 2 }]);
    const [, validation] = curvesOf(loss!, two, { ...options, smoothing: 0.9 });
    expect(validation?.points.map(({ y }) => y)).toEqual([4, 2]);
  });
  it('leave out what a logarithmic axis or the zoom cannot show', () => {
    const zero = series([{ loss: 0 }, { loss: 1 }, { loss: 2 }]);
    const [log] = curvesOf(loss!, zero, { ...options, log: true });
    expect(log?.points).toHaveLength(2);
    const [zoomed] = curvesOf(loss!, zero, { ...options, zoom: [0.15, 0.25] });
    expect(zoomed?.points).toHaveLength(1);
  });
});

// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { metricIds } from '../../../src/compiler/training/metrics';
import { startI18n, words } from '../i18n';
import { metricName, validationMetric } from './metric-words';

beforeAll(() => startI18n('en'));

describe('the names of metrics', () => {
  it.each([
    ['valAccuracy', 'Accuracy'],
    ['digitAccuracy', 'digit · Accuracy'],
    ['valPictureLoss', 'picture · Loss'],
    ['pictureMeanAbsoluteError', 'picture · Mean absolute error'],
    ['valPriceRootMeanSquaredError', 'price · Root mean squared error'],
    ['somethingNew', 'somethingNew'],
  ])('%s reads %s', (metric, name) => {
    expect(metricName(words, metric)).toBe(name);
  });

  it.each(metricIds)('%s is named whole, also for one of several outputs', (metric) => {
    const name = metricName(words, metric);
    expect(name).not.toContain('·');
    expect(name).not.toBe(metric);
    const ofOutput = `digit${metric[0]!.toUpperCase()}${metric.slice(1)}`;
    expect(metricName(words, ofOutput)).toBe(`digit · ${name}`);
  });

  it('of validation begin with val', () => {
    expect(validationMetric('digitAccuracy')).toBe('valDigitAccuracy');
  });
});

// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n, words } from '../i18n';
import { metricName, validationMetric } from './metric-words';

beforeAll(() => startI18n('en'));

describe('the names of metrics', () => {
  it.each([
    ['valAccuracy', 'Accuracy'],
    ['digitAccuracy', 'digit · Accuracy'],
    ['valPictureLoss', 'picture · Loss'],
    ['pictureMeanAbsoluteError', 'picture · Mean absolute error'],
    ['somethingNew', 'somethingNew'],
  ])('%s reads %s', (metric, name) => {
    expect(metricName(words, metric)).toBe(name);
  });

  it('of validation begin with val', () => {
    expect(validationMetric('digitAccuracy')).toBe('valDigitAccuracy');
  });
});

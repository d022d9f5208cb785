import { shippedTable } from './shipped-table';

const names =
  'alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids nonflavanoid_phenols proanthocyanins color_intensity hue od280/od315 proline';

export const wine = shippedTable({
  spec: {
    id: 'wine',
    doc: 'Thirteen measurements of 178 Italian wines of three growers.',
    licence: 'CC BY 4.0',
    citation: 'Aeberhard and Forina: Wine, UCI Machine Learning Repository, 1991.',
    source: 'wine_data.csv of scikit-learn 1.2.1',
    params: {},
  },
  columns: {
    sample: {
      type: 'features',
      features: names.split(' ').map((name) => ({ name, type: 'number' })),
    },
    target: { type: 'category', from: 'grower', classes: ['class_0', 'class_1', 'class_2'] },
  },
  samples: 178,
  bytes: 4_380,
});

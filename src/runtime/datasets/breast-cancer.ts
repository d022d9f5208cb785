import { shippedTable } from './shipped-table';

const measures =
  'radius texture perimeter area smoothness compactness concavity concave_points symmetry fractal_dimension';

export const breastCancer = shippedTable({
  spec: {
    id: 'breast-cancer',
    doc: 'Thirty measurements of the cell nuclei of 569 tumours, malignant or benign.',
    licence: 'CC BY 4.0',
    citation:
      'Wolberg, Mangasarian, Street and Street: Breast Cancer Wisconsin (Diagnostic), UCI Machine Learning Repository, 1995.',
    source: 'breast_cancer.csv of scikit-learn 1.2.1',
    params: {},
  },
  columns: {
    sample: {
      type: 'features',
      features: ['mean', 'error', 'worst'].flatMap((of) =>
        measures.split(' ').map((name) => ({ name: `${of}_${name}`, type: 'number' as const })),
      ),
    },
    target: { type: 'category', from: 'diagnosis', classes: ['benign', 'malignant'] },
  },
  samples: 569,
  bytes: 46_514,
});

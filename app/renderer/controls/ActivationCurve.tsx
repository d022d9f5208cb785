/** The curve of an activation in 20 × 14, so that a list of names can be read at a glance. */
const curves: Readonly<Record<string, (x: number) => number>> = {
  linear: (x) => x / 3,
  relu: (x) => Math.max(0, x) / 3,
  relu6: (x) => Math.min(2, Math.max(0, x)) / 2.2,
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1) / 3,
  selu: (x) => (x > 0 ? x : 1.67 * (Math.exp(x) - 1)) / 3,
  sigmoid: (x) => 2 / (1 + Math.exp(-2 * x)) - 1,
  hardSigmoid: (x) => 2 * Math.min(1, Math.max(0, 0.4 * x + 0.5)) - 1,
  tanh: (x) => Math.tanh(x),
  softplus: (x) => Math.log1p(Math.exp(x)) / 3,
  softsign: (x) => x / (1 + Math.abs(x)),
  swish: (x) => x / (1 + Math.exp(-x)) / 3,
  gelu: (x) => (0.5 * x * (1 + Math.tanh(0.7979 * (x + 0.0447 * x ** 3)))) / 3,
  geluNew: (x) => (0.5 * x * (1 + Math.tanh(0.7979 * (x + 0.0447 * x ** 3)))) / 3,
  hardSwish: (x) => (x * Math.min(6, Math.max(0, x + 3))) / 18,
  hardTanh: (x) => Math.max(-1, Math.min(1, x)),
  logSigmoid: (x) => -Math.log1p(Math.exp(-x)) / 3,
  exponential: (x) => Math.exp(x) / 5,
  squareplus: (x) => (x + Math.sqrt(x * x + 4)) / 6,
  softShrink: (x) => (Math.sign(x) * Math.max(0, Math.abs(x) - 0.5)) / 2.5,
  hardShrink: (x) => (Math.abs(x) > 0.5 ? x : 0) / 3,
  tanhShrink: (x) => (x - Math.tanh(x)) / 2.2,
  mish: (x) => (x * Math.tanh(Math.log1p(Math.exp(x)))) / 3,
  softmax: (x) => 1.6 * Math.exp(-x * x) - 0.8,
};

export function ActivationCurve({ id }: { readonly id: string }) {
  const curve = curves[id];
  if (!curve) return null;
  const points = Array.from({ length: 19 }, (_, i) => {
    const x = (i / 18) * 6 - 3;
    return `${1 + i},${(7 - 6 * Math.max(-1, Math.min(1, curve(x)))).toFixed(2)}`;
  });
  return (
    <svg width="20" height="14" aria-hidden="true" style={{ display: 'block' }}>
      <path d="M0 7H20" stroke="var(--line-strong)" />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--group-Activation)"
        strokeWidth="1.5"
      />
    </svg>
  );
}

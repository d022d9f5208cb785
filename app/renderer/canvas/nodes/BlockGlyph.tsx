import type { Glyph } from '../glyph';

/** Bars for layers, an arc for a skip, dashed when the skip has a projection. */
export function BlockGlyph(props: { readonly glyph: Glyph; readonly scale?: number }) {
  const { glyph, scale = 1 } = props;
  const { bars, skip, projected } = glyph;
  const pitch = Math.min(5, 16 / bars);
  const width = Math.min(2.8, pitch * 0.62);
  const left = 11 - ((bars - 1) * pitch) / 2;
  return (
    <svg
      width={22 * scale}
      height={20 * scale}
      viewBox="0 0 22 20"
      aria-hidden
      style={{ flex: 'none' }}
    >
      {Array.from({ length: bars }, (_, i) => (
        <rect
          key={i}
          x={left + i * pitch - width / 2}
          y={8}
          width={width}
          height={8}
          rx={1}
          fill="var(--card-colour)"
        />
      ))}
      {skip && (
        <path
          d="M2 12C2 1 20 1 20 12"
          fill="none"
          stroke="var(--card-colour)"
          strokeWidth={1.6}
          strokeDasharray={projected ? '2.5 2' : undefined}
        />
      )}
    </svg>
  );
}

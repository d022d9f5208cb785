/** The mark: two threads that cross, one in the ink and one in each curve's colour. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      strokeWidth="2"
      aria-hidden="true"
      strokeLinecap="round"
    >
      <path d="M1.5 5c6 0 11 10 17 10" stroke="var(--validation)" />
      <path d="M1.5 15c6 0 11-10 17-10" stroke="var(--accent)" />
      <path d="M1.5 10h17" stroke="var(--ink)" />
    </svg>
  );
}

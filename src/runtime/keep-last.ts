/** Remembers the last thing made, by its key; what failed is made anew. */
export function keepLast<T>(): (key: string, make: () => T) => T {
  let kept: { readonly key: string; readonly value: T } | undefined;
  return (key, make) => {
    if (kept?.key === key) return kept.value;
    const value = make();
    const made = { key, value };
    kept = made;
    if (value instanceof Promise) {
      value.catch(() => {
        if (kept === made) kept = undefined;
      });
    }
    return value;
  };
}

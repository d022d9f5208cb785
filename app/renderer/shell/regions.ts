/** The regions that F6 goes through, in reading order; each carries `data-region`. */
export const regions = ['top', 'palette', 'canvas', 'dock', 'inspector', 'status'] as const;
export type Region = (typeof regions)[number];

function elementOf(region: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-region="${region}"]`);
}

/** Focuses a region: where `data-region-focus` says, else the region itself. */
export function focusRegion(region: Region): boolean {
  const element = elementOf(region);
  if (!element) return false;
  const inner = element.querySelector<HTMLElement>('[data-region-focus]');
  (inner ?? element).focus();
  return element.contains(document.activeElement);
}

/** F6 and Shift F6: the next region that is there, and around. */
export function cycleRegion(direction: 1 | -1): void {
  const here = regions.findIndex((region) => elementOf(region)?.contains(document.activeElement));
  for (let step = 1; step <= regions.length; step++) {
    const at = (here + direction * step + regions.length * 2) % regions.length;
    if (focusRegion(regions[here < 0 && direction < 0 ? regions.length - step : at]!)) return;
  }
}

/** The region of an element, for shortcuts that act with one focused. */
export function regionOf(element: EventTarget | null): string | null {
  if (!(element instanceof Element)) return null;
  return element.closest('[data-region]')?.getAttribute('data-region') ?? null;
}

type Child = Node | string;

/** A new element with properties of its class and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A remark. */
export const quiet = (text: string): HTMLElement =>
  element('p', { className: 'quiet', textContent: text });

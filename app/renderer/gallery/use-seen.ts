import { type RefObject, useEffect, useState } from 'react';

/** Room below the window within which a card is drawn ahead, so that scrolling meets no empty one. */
const AHEAD = '400px';

/** True once the element has come near the visible part of the page; where nobody can tell, at once. */
export function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (seen || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: AHEAD },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, seen]);
  return seen;
}

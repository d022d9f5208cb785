/** Hands bytes or text to the browser as a file of that name. */
export function download(name: string, content: string | ArrayBuffer, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference once the click returned; a late revoke is safe in every browser.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file name from a document's name: what file systems refuse becomes a hyphen. */
export function fileName(name: string, extension: string): string {
  const safe = [...name]
    .map((sign) => (sign < ' ' || '<>:"/\\|?*'.includes(sign) ? '-' : sign))
    .join('')
    .replace(/[. ]+$/, '')
    .slice(0, 120);
  return `${safe || 'network'}.${extension}`;
}

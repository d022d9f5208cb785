import { Fragment } from 'react';

/** A sentence whose parts between asterisks stand out: the number in "*10* nodes", wherever a language puts it. */
export function Strong({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split('*')
        .map((part, index) =>
          index % 2 === 1 ? <b key={index}>{part}</b> : <Fragment key={index}>{part}</Fragment>,
        )}
    </>
  );
}

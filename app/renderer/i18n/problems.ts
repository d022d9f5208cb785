export const en = {} as const;

export const zh = {} satisfies Record<keyof typeof en, string>;

// Words of a POSIX shell.

export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Quoted where it has to be. */
export const word = (text: string): string => (/^[\w.:@/[\]-]+$/.test(text) ? text : quoted(text));

/** A literal text of PowerShell; curly quotes end one too. about_Quoting_Rules */
export const quoted = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;

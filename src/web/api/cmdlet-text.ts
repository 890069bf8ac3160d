// Cmdlets as one types them: written out of a name and its parameters, and read back out of a line.

type Parameters = Readonly<Record<string, unknown>>;

/** `Set-RemoteDomain -Identity 'Default' -TNEFEnabled $true` */
export function cmdletText(cmdlet: string, parameters: Parameters = {}): string {
  const words = Object.entries(parameters).map(([name, value]) =>
    name === "WhatIf" && value === true
      ? "-WhatIf"
      : name === "Confirm"
        ? `-Confirm:${literal(value)}`
        : `-${name} ${literal(value)}`,
  );
  return [cmdlet, ...words].join(" ");
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "$null";
  if (typeof value === "boolean") return value ? "$true" : "$false";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "@()" : value.map(literal).join(",");
  return `'${String(value).replaceAll("'", "''")}'`;
}

export interface Call {
  readonly cmdlet: string;
  readonly parameters: Parameters;
}

/** What the line says, or what is wrong with it. */
export type Read = Call | { readonly problem: string };

type Token = { readonly text: string; readonly isQuoted: boolean } | ",";

const NAME = /^[A-Z]+-[A-Z]+$/i;
const BEYOND =
  "One cmdlet with plain values is run here; scripts run with recall-sandbox exo, or with the PowerShell module.";

/** One cmdlet with literal values; lines may be continued. */
export function readCmdlet(line: string): Read {
  const tokens = tokensOf(line.replace(/`?\r?\n/g, " ").trim());
  if (typeof tokens === "string") return { problem: tokens };
  const [first, ...rest] = tokens;
  if (first === undefined) return { problem: "Write a cmdlet, such as New-TransportRule." };
  if (first === "," || first.isQuoted || !NAME.test(first.text)) {
    return { problem: `A cmdlet is a verb and a noun, such as New-TransportRule. ${BEYOND}` };
  }
  const parameters = parametersOf(first.text, rest);
  return typeof parameters === "string" ? { problem: parameters } : { cmdlet: first.text, parameters };
}

function parametersOf(cmdlet: string, tokens: readonly Token[]): Parameters | string {
  const parameters: Record<string, unknown> = {};
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    if (token === ",") return "A comma stands between two values of one parameter.";
    const [, name, joined] = (!token.isQuoted && /^-([A-Z]\w*)(?::(.*))?$/i.exec(token.text)) || [];
    if (name === undefined) {
      // What stands without a name is what the cmdlet is about.
      const about = cmdlet.toLowerCase().startsWith("new-") ? "Name" : "Identity";
      if (at > 0 || about in parameters) return `It is not clear which parameter ${token.text} belongs to.`;
      parameters[about] = literalOf(token);
      at += 1;
      continue;
    }
    if (name in parameters) return `-${name} is there twice.`;
    if (joined !== undefined && joined !== "") {
      parameters[name] = literalOf({ text: joined, isQuoted: false });
      at += 1;
      continue;
    }
    const values: unknown[] = [];
    at += 1;
    while (at < tokens.length && (values.length === 0 || tokens[at] === ",")) {
      if (values.length > 0) at += 1;
      const value = tokens[at];
      if (value === undefined || value === ",") return `A value of -${name} is missing.`;
      if (values.length === 0 && isParameter(value)) break;
      values.push(literalOf(value));
      at += 1;
    }
    parameters[name] = values.length === 0 ? true : values.length === 1 ? values[0] : values;
  }
  return parameters;
}

const isParameter = (token: Exclude<Token, ",">): boolean => !token.isQuoted && /^-[A-Z]/i.test(token.text);

const WORDS: Readonly<Record<string, unknown>> = { $true: true, $false: false, $null: null, "@()": [] };

function literalOf({ text, isQuoted }: Exclude<Token, ",">): unknown {
  if (isQuoted) return text;
  const word = text.toLowerCase();
  if (word in WORDS) return WORDS[word];
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

const TOKEN = /\s*(?:'((?:[^']|'')*)'|"((?:[^"`$]|"")*)"|(,)|([^\s,'"|;{}]+))/y;

function tokensOf(line: string): Token[] | string {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(line);
    if (!match) return /^\s*['"]/.test(line.slice(from)) ? "A quote is not closed." : BEYOND;
    const [, single, double, comma, bare] = match;
    if (comma !== undefined) tokens.push(",");
    else if (bare !== undefined && /^[$@(]/.test(bare) && !(bare.toLowerCase() in WORDS)) return BEYOND;
    else if (bare !== undefined) tokens.push({ text: bare, isQuoted: false });
    else tokens.push({ text: single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? "", isQuoted: true });
  }
  return tokens;
}

// The options of `check` as commander hands them over.

export interface CheckCommandOptions {
  readonly smartHost?: string;
  readonly builtin?: string;
  readonly behaviour?: readonly string[];
  readonly return?: string;
  readonly tls: string;
  readonly ca?: string;
  readonly clientCert?: string;
  readonly auth?: string;
  readonly domain?: string;
  readonly from?: string;
  readonly recipients?: string;
  readonly loopHeader?: string;
  readonly edits?: readonly string[];
  readonly rate?: string;
  readonly yes?: true;
  readonly profile: string;
  readonly only?: string;
  readonly timeout?: string;
  readonly seed?: string;
  readonly build?: string;
  readonly strict?: true;
  readonly list?: true;
  readonly json?: true;
  readonly report?: string;
  readonly redact?: true;
  readonly baseline?: string;
  readonly matrix?: readonly string[];
  readonly replay?: string;
}

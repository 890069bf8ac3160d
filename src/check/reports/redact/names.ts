// Placeholders for addresses and hosts: of the same length, the same one each time, and none that could exist.
import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import { isLoopback } from "../../../organization/destinations.ts";

const LOCAL = "[\\w!#$%&'*+/=?^`{|}~.\\x80-\\xff-]+";
const ADDRESS = new RegExp(`(${LOCAL})@([A-Za-z0-9][A-Za-z0-9-]*(?:\\.[A-Za-z0-9-]+)*)`, "g");
const HOST = /[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+/g;
/** Where a host names itself in a dialogue or a trace field. */
const NAMES_HOST =
  /(?:\b(?:EHLO|HELO|from|by|helo=|via)\s*|^S: (?:220|250|221)[ -])([A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+)/gim;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export class Names {
  readonly #key: Buffer;
  readonly #hosts = new Set<string>();
  readonly #messageIds = new Set<string>();

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** Learns which words of a text are hosts; a file name or a number looks the same. */
  learn(text: string): void {
    for (const [, , host = ""] of text.matchAll(ADDRESS)) this.learnHost(host);
    for (const [, host = ""] of text.matchAll(NAMES_HOST)) this.learnHost(host);
  }

  learnHost(host: string): void {
    // "2.1.0" is a status code.
    if (/[a-z][^.]*$/i.test(host)) this.#hosts.add(host.toLowerCase());
  }

  /** "<a@b>": what stands before the @ is kept; recall goes by it. */
  learnMessageIds(text: string): void {
    for (const [, local = ""] of text.matchAll(ADDRESS)) this.#messageIds.add(local);
  }

  hide(text: string): string {
    return text
      .replace(ADDRESS, (_, local: string, host: string) => `${this.#hideLocal(local)}@${this.hideHost(host)}`)
      .replace(HOST, (word) => {
        // "250-mail.contoso.com": a reply's code is not of the host.
        const code = /^\d{3}-(?=.)/.exec(word)?.[0] ?? "";
        const host = this.#isHidden(word) ? word : word.slice(code.length);
        return this.#isHidden(host) ? word.slice(0, word.length - host.length) + this.hideHost(host) : word;
      });
  }

  /** Letter by letter; a host of the same domain stays of the same one. ".x00" is no domain of the world. */
  hideHost(host: string): string {
    if (isLoopback(host)) return host;
    if (isIP(host) !== 0)
      return host.replace(/[0-9a-f]+/gi, (part) => this.#word(`${host}/${part}`, part.length, "0123456789"));
    const labels = host.toLowerCase().split(".");
    return labels
      .map((label, index) => {
        if (index > 0 && index === labels.length - 1) return `x${"0".repeat(Math.max(0, label.length - 1))}`;
        return this.#word(labels.slice(index).join("."), label.length, LETTERS);
      })
      .join(".");
  }

  #isHidden(host: string): boolean {
    return this.#hosts.has(host.toLowerCase()) || (isIP(host) !== 0 && host !== "0.0.0.0");
  }

  #hideLocal(local: string): string {
    if (this.#messageIds.has(local)) return local;
    return this.#word(local.toLowerCase(), local.length, LETTERS);
  }

  #word(text: string, length: number, alphabet: string): string {
    let word = "";
    for (let block = 0; word.length < length; block += 1) {
      const bytes = createHmac("sha256", this.#key).update(`${block}:${text}`).digest();
      word += [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
    }
    return word.slice(0, length);
  }
}

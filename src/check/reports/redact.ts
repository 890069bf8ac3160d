// A run that may be handed on: addresses, hosts, subjects and bodies become placeholders of the same length, everywhere
// the same. What recall goes by stays: Message-ID but for its host, dates, Thread-Index, Exchange's fields, the structure.
import { createHash, randomBytes } from "node:crypto";
import type {
  Comparison,
  Difference,
  MessageOutline,
  PartOutline,
  PropertyOutline,
} from "../../journey/compare/comparison.ts";
import { isLoopback } from "../../organization/destinations.ts";
import type { Evidence, EvidenceLeg, Run, RunRecord } from "../run.ts";
import { cover, redactMessage, redactValue } from "./redact/message.ts";
import { Names } from "./redact/names.ts";

const NOTICE =
  "Redacted: addresses, hosts, subjects and bodies are placeholders of the same length; hashes are those of the redacted messages. Sentences may quote the texts that the check itself wrote.";
/** Of winmail.dat: by these recall finds its way. */
const KEPT_PROPERTIES = /Class|SearchKey|Correlat|MessageId|ConversationIndex|Tnef|Recall/i;

/** Nobody without the key tells from a placeholder what it stands for. */
export function redact({ run, contents }: RunRecord, key: Buffer = randomBytes(32)): RunRecord {
  const hidden = new Redaction(learnNames(run, contents, key), run);
  const messages = [...contents].map(([sha256, bytes]) => [sha256, hidden.message(bytes)] as const);
  hidden.renamed = new Map(messages.map(([sha256, bytes]) => [sha256, hashOf(bytes)]));
  return { run: hidden.run(run), contents: new Map(messages.map(([, bytes]) => [hashOf(bytes), bytes])) };
}

const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

function learnNames(run: Run, contents: RunRecord["contents"], key: Buffer): Names {
  const names = new Names(key);
  names.learn(`${run.settings.from} @${run.settings.domain}`);
  for (const host of [run.settings.domain, hostOf(run), run.smartHost.greeting.split(" ")[0] ?? ""])
    names.learnHost(host);
  for (const { evidence } of run.cases.flatMap(({ trials }) => trials)) {
    for (const { messageId, legs } of evidence) {
      names.learnMessageIds(messageId);
      for (const { sender, recipients, transcript, certificate } of legs) {
        names.learn([sender, ...recipients, ...transcript].join("\n"));
        for (const name of certificate?.split(", ") ?? []) names.learnHost(name.replace("*.", ""));
      }
    }
  }
  for (const bytes of contents.values()) {
    const [header = ""] = bytes.toString("latin1").split(/\r?\n\r?\n/, 1);
    names.learn(header);
    for (const [line] of header.matchAll(/^(message-id|references|in-reply-to):.*(?:\r?\n[ \t].*)*/gim))
      names.learnMessageIds(line);
  }
  return names;
}

/** Without its port; "" for one that says nothing of anybody. */
function hostOf({ smartHost: { address } }: Run): string {
  const host = address.replace(/:\d+$/, "");
  return address.startsWith("built-in:") || isLoopback(host) ? "" : host;
}

class Redaction {
  renamed: ReadonlyMap<string, string> = new Map();
  readonly #names: Names;
  readonly #loopHeader: string;
  readonly #host: string;

  constructor(names: Names, run: Run) {
    this.#names = names;
    this.#loopHeader = run.settings.loopHeader.split(":")[0] ?? "";
    this.#host = hostOf(run);
  }

  run(run: Run): Run {
    const { smartHost, settings, cases, verdict, notices } = run;
    const address =
      this.#host === "" ? smartHost.address : smartHost.address.replace(this.#host, this.#names.hideHost(this.#host));
    return {
      ...run,
      smartHost: { ...smartHost, address, greeting: this.#text(smartHost.greeting) },
      settings: {
        ...settings,
        domain: this.#text(settings.domain),
        from: this.#text(settings.from),
        return: this.#text(settings.return),
      },
      cases: cases.map((one) => ({
        ...one,
        sentence: this.#text(one.sentence),
        trials: one.trials.map((trial) => ({
          ...trial,
          sentence: this.#text(trial.sentence),
          findings: trial.findings.map((finding) => ({ ...finding, sentence: this.#text(finding.sentence) })),
          evidence: trial.evidence.map((evidence) => this.#evidence(evidence)),
        })),
      })),
      verdict: this.#everyText(verdict),
      notices: [...notices.map((notice) => this.#text(notice)), NOTICE],
    };
  }

  message(bytes: Buffer): Buffer {
    return redactMessage(bytes, this.#names, this.#loopHeader);
  }

  #text(text: string): string {
    return this.#names.hide(text);
  }

  #everyText<T>(value: T): T {
    return JSON.parse(JSON.stringify(value), (_, one) => (typeof one === "string" ? this.#text(one) : one));
  }

  #evidence({ comparison, legs, messageId, ...rest }: Evidence): Evidence {
    return {
      ...this.#everyText(rest),
      messageId: this.#text(messageId),
      legs: legs.map((leg) => this.#leg(leg)),
      ...(comparison && { comparison: this.#comparison(comparison) }),
    };
  }

  #leg(leg: EvidenceLeg): EvidenceLeg {
    return { ...this.#everyText(leg), peer: this.#peer(leg.peer), sha256: this.renamed.get(leg.sha256) ?? leg.sha256 };
  }

  #peer(peer: string): string {
    return this.#names.hideHost(peer);
  }

  #comparison(comparison: Comparison): Comparison {
    return {
      ...comparison,
      sentence: this.#text(comparison.sentence),
      left: this.#outline(comparison.left),
      right: this.#outline(comparison.right),
      differences: comparison.differences.map((difference) => this.#difference(difference)),
      inserted: comparison.inserted.map((block) => ({ ...block, text: cover(block.text) })),
    };
  }

  #difference({ before, after, ...rest }: Difference): Difference {
    const value = (text: string) => this.#valueIn(rest, text);
    return {
      ...rest,
      consequence: this.#text(rest.consequence),
      ...(before !== undefined && { before: value(before) }),
      ...(after !== undefined && { after: value(after) }),
    };
  }

  #valueIn({ area, where }: Pick<Difference, "area" | "where">, text: string): string {
    if (area === "header") return redactValue(where, text, this.#names, this.#loopHeader);
    if (area === "structure" || area === "encoding" || (area === "tnef" && KEPT_PROPERTIES.test(where)))
      return this.#text(text);
    return cover(text);
  }

  #outline({ headers, root, tnef, ...rest }: MessageOutline): MessageOutline {
    const property = (one: PropertyOutline) => ({
      ...one,
      value: KEPT_PROPERTIES.test(one.name) ? this.#text(one.value) : cover(one.value),
    });
    return {
      ...rest,
      headers: headers.map(({ name, value }) => ({
        name,
        value: redactValue(name, value, this.#names, this.#loopHeader),
      })),
      root: this.#part(root),
      ...(tnef && { tnef: { ...tnef, properties: tnef.properties.map(property) } }),
    };
  }

  /** A hash of what was written would tell it to whoever guesses. */
  #part({ name, parts, ...rest }: PartOutline): PartOutline {
    return {
      ...rest,
      sha256: "0".repeat(64),
      ...(name !== undefined && { name: cover(name) }),
      parts: parts.map((part) => this.#part(part)),
    };
  }
}

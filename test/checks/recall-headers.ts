// Sets recall requests that a sandbox really made beside real ones, header by header, in docs/fidelity.md (--write), and
// fails when that is out of date, or when a difference is not accounted for here.
import { OUTLOOK_RECALL } from "../../src/agents/recall/outlook-request.ts";
import { type ComparedField, compare, fieldsOfOurs } from "./recall-wire/compare.ts";
import { type Generated, generate, SENDER } from "./recall-wire/generate.ts";
import { GENERATION_A, GENERATION_B, type RealField } from "./recall-wire/real-requests.ts";
import { conclude, generatedSection } from "./sources.ts";

const ON_NO_MAIL = "left out: no mail of the sandbox has it";
const SPAM = "left out: spam is not filtered here";

/** Why ours is otherwise, by header in lower case. */
const ACCOUNTED_FOR: Readonly<Record<string, string>> = {
  "x-microsoft-antispam": SPAM,
  "x-microsoft-antispam-message-info": SPAM,
  "x-forefront-antispam-report": SPAM,
  "x-ms-exchange-antispam-messagedata-chunkcount": SPAM,
  "x-ms-exchange-antispam-messagedata-0": SPAM,
  "x-ld-processed": "left out: some tenants have it, its cause is unknown",
  "x-ms-exchange-crosstenant-originalarrivaltime": ON_NO_MAIL,
  "x-ms-exchange-crosstenant-fromentityheader": ON_NO_MAIL,
  "x-ms-exchange-crosstenant-mailboxtype": ON_NO_MAIL,
  "x-ms-exchange-crosstenant-userprincipalname": ON_NO_MAIL,
  "x-ms-exchange-transport-crosstenantheadersstamped": ON_NO_MAIL,
};

const DIFFERENCES: Readonly<Record<ComparedField["difference"], string>> = {
  "": "the same",
  absent: "absent",
  present: "present",
  place: "in another place",
  case: "in another case",
  value: "another value",
};

interface Source {
  readonly title: string;
  readonly real: readonly RealField[];
  readonly sentence: RegExp;
  readonly sentenceInWords: string;
  generate(): Promise<Generated>;
}

const SOURCES: readonly Source[] = [
  {
    title: "Generation A as plain MIME, service level 2026-09",
    real: GENERATION_A,
    sentence: /^\r\nAlice Aoki would like to recall the message, "Q3 numbers"\.=\r\n$/,
    sentenceInWords: "the sender's name and the sentence, without a line end of its own",
    generate: () => generate((on, sent) => on.recallRequests.request(SENDER, sent, OUTLOOK_RECALL)),
  },
  {
    title: "Generation B, service level 2026-09",
    real: GENERATION_B,
    sentence: /^\r\nalice@contoso\.com would like to recall the message, "Q3 numbers"\.\r\n$/,
    sentenceInWords: "the sender's address and the sentence, in eight bits, with a line end",
    generate: () => generate((on, sent) => on.recallRequests.request(SENDER, sent)),
  },
];

const problems: string[] = [];

async function section({ title, real, sentence, sentenceInWords, generate }: Source): Promise<string> {
  const { headers, body } = await generate();
  const rows = compare(headers, real).map((field) => `| ${cells(title, field).join(" | ")} |`);
  const isSameText = sentence.test(body.toString("latin1"));
  if (!isSameText) problems.push(`${title}: its text is ${JSON.stringify(body.toString("latin1", 0, 300))}`);
  const ours = fieldsOfOurs(headers, real);
  for (const name of ours) problems.push(`${title}: real requests have no ${name}`);
  return [
    `### ${title}`,
    "",
    "| header | seen on real ones | its value there | the sandbox's |",
    "|---|---|---|---|",
    ...rows,
    `| (text) | all | ${sentenceInWords} | ${isSameText ? "the same" : "another text"} |`,
  ].join("\n");
}

function cells(title: string, { name, seen, value = "", difference }: ComparedField): string[] {
  const reason = ACCOUNTED_FOR[name.toLowerCase()];
  if (difference !== "" && reason === undefined) problems.push(`${title}: ${name}: ${DIFFERENCES[difference]}`);
  if (difference === "" && reason !== undefined) problems.push(`${title}: ${name} is the same, but is said to differ`);
  return [`\`${name}\``, seen, value, difference === "" ? DIFFERENCES[""] : (reason ?? DIFFERENCES[difference])];
}

const sections: string[] = [];
for (const source of SOURCES) sections.push(await section(source));
const isCurrent = generatedSection(
  "docs/fidelity.md",
  "recall-headers",
  sections.join("\n\n"),
  process.argv.includes("--write"),
);
process.stdout.write(`recall-headers: ${SOURCES.length} generations compared\n`);
conclude("recall-headers", [...(isCurrent ? [] : ["docs/fidelity.md is out of date: run `npm run fix`"]), ...problems]);

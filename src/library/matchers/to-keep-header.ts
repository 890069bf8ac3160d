// expect(message).toKeepHeader(name): what came back has the field with the bytes it had when it left.

import type { Journey } from "../../journey/journey.ts";
import { fieldValue, HeaderBlock, type HeaderField } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import type { Leg, Sandbox } from "../api.ts";
import { crossedOver } from "./crossings.ts";
import { decide, type Judgement, type MatcherOptions, type MatcherResult } from "./judge.ts";

export interface KeepHeaderOptions extends MatcherOptions {
  /** Over which it left or on which it came back; any unless given. */
  readonly connector?: string;
}

export function toKeepHeader(
  received: unknown,
  isNot: boolean,
  name: string,
  options?: KeepHeaderOptions,
): Promise<MatcherResult> {
  return decide(received, isNot, options, `to keep the header ${name}`, (journey, sandbox) =>
    judge(journey, sandbox, name, options?.connector),
  );
}

async function judge(journey: Journey, sandbox: Sandbox, name: string, connector?: string): Promise<Judgement> {
  const legs = new Map((await sandbox.legs({ journeyId: journey.id })).map((leg) => [leg.id, leg]));
  const compared: Judgement[] = [];
  for (const { left, returned } of crossedOver(journey, sandbox, connector)) {
    const before = fieldsOf(legs.get(left.id), name);
    for (const back of returned)
      compared.push(compare(name, left.connector, before, fieldsOf(legs.get(back.id), name)));
  }
  if (compared.length === 0)
    return {
      pass: false,
      isMoot: true,
      found: `but nothing came back to compare (with another Message-ID it is another message); it was seen at ${journey.hops.join(", ")}`,
    };
  return compared.find(({ pass }) => !pass) ?? (compared[0] as Judgement);
}

function compare(
  name: string,
  connector: string,
  before: readonly HeaderField[],
  after: readonly HeaderField[],
): Judgement {
  const [left, returned] = [before.map(valueBytes), after.map(valueBytes)];
  if (left.length === 0)
    return { pass: false, isMoot: true, found: `but it had no ${name} when it left over "${connector}"` };
  if (left.join("\n") === returned.join("\n")) return { pass: true, found: `and it was ${quote(left)} both ways` };
  if (returned.length === 0)
    return { pass: false, found: `but it left over "${connector}" with ${quote(left)} and came back without` };
  const isFolding = before.map(fieldValue).join("\n") === after.map(fieldValue).join("\n");
  return {
    pass: false,
    found: `but it left over "${connector}" with ${quote(left)} and came back with ${quote(returned)}${
      isFolding ? "; only the folding is another" : ""
    }`,
  };
}

function fieldsOf(leg: Leg | undefined, name: string): readonly HeaderField[] {
  const { fields } = HeaderBlock.parse(splitMessage(leg?.raw ?? Buffer.alloc(0)).headers);
  return fields.filter((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** With its folding, but without what ends the field. */
const valueBytes = ({ raw }: HeaderField): string => raw.slice(raw.indexOf(":") + 1).replace(/\r?\n$/, "");

const quote = (values: readonly string[]): string =>
  values.map((value) => JSON.stringify(Buffer.from(value, "latin1").toString("utf8").trim())).join(", ");

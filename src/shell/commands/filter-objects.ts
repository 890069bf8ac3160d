// Where-Object, ForEach-Object, Sort-Object, Measure-Object: what is done with each object.
import { toText } from "../format/text.ts";
import { compare, compareValues } from "../run/operators.ts";
import type { Call, Session } from "../run/session.ts";
import { runBody } from "../run/statement.ts";
import { ShellError } from "../shell-error.ts";
import { Block, isTrue, member, ShellObject, type Value } from "../values.ts";
import type { OwnCommand } from "./own-command.ts";
import { callBlock, propertiesOf } from "./properties.ts";

const OPERATORS = "EQ NE GT GE LT LE Like NotLike Match NotMatch Contains NotContains In NotIn".split(" ");

export const whereObject: OwnCommand = {
  name: "Where-Object",
  aliases: ["where", "?"],
  synopsis: "Keeps the objects for which a condition holds.",
  parameters: {
    FilterScript: {
      type: "string",
      position: 1,
      aliases: ["Property"],
      sentence: "{ $_.Name -like 'A*' }, or a property's name.",
    },
    Value: { type: "string", position: 2, sentence: "What the property is compared with: where Status -eq Failed." },
    ...Object.fromEntries(
      OPERATORS.map((name) => [name, { type: "switch", sentence: "Compares the property with the value." } as const]),
    ),
    Not: { type: "switch", sentence: "Those without the property." },
  },
  async run(call, session) {
    const kept: Value[] = [];
    for (const item of call.input ?? []) if (await holds(call, item, session)) kept.push(item);
    return kept;
  },
};

async function holds(call: Call, item: Value, session: Session): Promise<boolean> {
  const { given, at } = call;
  const { FilterScript: filter, Value: value = null } = given;
  if (filter instanceof Block) return isTrue(await callBlock(filter, item, session));
  if (filter === undefined) throw missing("Where-Object", "FilterScript", call);
  const property = member(item, toText(filter));
  const operator = OPERATORS.find((name) => given[name] === true)?.toLowerCase();
  if (operator === undefined) return isTrue(property) !== (given.Not === true);
  return isTrue(compare(operator, property, value, at));
}

export const forEachObject: OwnCommand = {
  name: "ForEach-Object",
  aliases: ["foreach", "%"],
  synopsis: "Runs a script block for each object.",
  parameters: {
    Process: { type: "string", position: 1, aliases: ["MemberName"], sentence: "{ … $_ … }, or a property's name." },
  },
  async run(call, session) {
    const { Process: process } = call.given;
    if (process === undefined) throw missing("ForEach-Object", "Process", call);
    const values: Value[] = [];
    for (const item of call.input ?? []) {
      if (process instanceof Block) {
        await session.withItem(item, () => runBody(process.body, session, (left) => values.push(...left)));
      } else values.push(member(item, toText(process)));
    }
    return values;
  },
};

export const sortObject: OwnCommand = {
  name: "Sort-Object",
  aliases: ["sort"],
  synopsis: "Sorts objects by their properties.",
  parameters: {
    Property: { type: "strings", position: 1, sentence: "Names, or @{e={ … };descending=$true}." },
    Descending: { type: "switch", sentence: "The greatest first." },
    CaseSensitive: { type: "switch", sentence: "Capital letters count." },
    Unique: { type: "switch", sentence: "Of equal ones the first." },
  },
  async run(call, session) {
    const { Property: wanted, Descending, CaseSensitive, Unique } = call.given;
    const rows: { item: Value; keys: { value: Value; sign: number }[] }[] = [];
    for (const item of call.input ?? []) {
      const properties = wanted === undefined ? undefined : propertiesOf(wanted, item, call, "Sort-Object");
      const keys = [];
      for (const property of properties ?? [{ isDescending: false, read: async () => item }]) {
        const sign = property.isDescending || Descending === true ? -1 : 1;
        keys.push({ value: await property.read(item, session), sign });
      }
      rows.push({ item, keys });
    }
    const order = (a: (typeof rows)[number], b: (typeof rows)[number]) => {
      for (const [index, { value, sign }] of a.keys.entries()) {
        const result = compareValues(value, b.keys[index]?.value ?? null, CaseSensitive === true) * sign;
        if (result !== 0) return result;
      }
      return 0;
    };
    const sorted = rows.sort(order);
    const kept =
      Unique === true
        ? sorted.filter((row, index) => index === 0 || order(sorted[index - 1] ?? row, row) !== 0)
        : sorted;
    return kept.map(({ item }) => item);
  },
};

export const measureObject: OwnCommand = {
  name: "Measure-Object",
  aliases: ["measure"],
  synopsis: "Counts objects, and sums up a property of theirs.",
  parameters: {
    Property: { type: "strings", position: 1, sentence: "Whose values are looked at." },
    Sum: { type: "switch", sentence: "Adds them up." },
    Average: { type: "switch", sentence: "Their mean." },
    Maximum: { type: "switch", sentence: "The greatest." },
    Minimum: { type: "switch", sentence: "The least." },
  },
  async run(call) {
    const { given, input = [] } = call;
    const name = given.Property === undefined ? null : toText(given.Property);
    const values = input.map((item) => (name === null ? item : member(item, name))).filter((value) => value !== null);
    const wantsNumbers = given.Sum === true || given.Average === true;
    const numbers = wantsNumbers ? values.map((value) => numeric(value, call)) : [];
    const sum = numbers.reduce((total, one) => total + one, 0);
    const ordered = [...values].sort((a, b) => compareValues(a, b));
    return [
      new ShellObject({
        Count: values.length,
        Average: given.Average === true && numbers.length > 0 ? sum / numbers.length : null,
        Sum: given.Sum === true ? sum : null,
        Maximum: given.Maximum === true ? (ordered.at(-1) ?? null) : null,
        Minimum: given.Minimum === true ? (ordered[0] ?? null) : null,
        Property: name,
      }),
    ];
  },
};

function numeric(value: Value, { at }: Call): number {
  const number = typeof value === "number" ? value : Number(toText(value).trim() || Number.NaN);
  if (!Number.isNaN(number)) return number;
  throw new ShellError(`Input object "${toText(value).slice(0, 100)}" is not numeric.`, {
    at,
    command: "Measure-Object",
    category: "InvalidData",
    exception: "PSInvalidCastException",
  });
}

function missing(command: string, parameter: string, { at }: Call): ShellError {
  return new ShellError(`Cannot process command because of one or more missing mandatory parameters: ${parameter}.`, {
    at,
    command,
    category: "InvalidArgument",
    exception: "ParameterBindingException",
  });
}

// Select-Object: some properties, some objects.
import { toText } from "../format/text.ts";
import { compareValues } from "../run/operators.ts";
import type { Call } from "../run/session.ts";
import { ShellError } from "../shell-error.ts";
import { ShellObject, spread, type Value } from "../values.ts";
import { numberOf, type OwnCommand } from "./own-command.ts";
import { project, propertiesOf } from "./properties.ts";

const NAME = "Select-Object";

export const selectObject: OwnCommand = {
  name: NAME,
  aliases: ["select"],
  synopsis: "Takes some properties of objects, or some of the objects.",
  parameters: {
    Property: { type: "strings", position: 1, sentence: "Names, * and the like, or @{n='Name';e={ … }}." },
    ExcludeProperty: { type: "strings", sentence: "Of those, these not." },
    ExpandProperty: { type: "string", sentence: "The values of this property themselves." },
    First: { type: "int", sentence: "This many from the beginning." },
    Last: { type: "int", sentence: "This many from the end." },
    Skip: { type: "int", sentence: "This many not." },
    Unique: { type: "switch", sentence: "Each one once." },
  },
  async run(call, session) {
    const { given } = call;
    const picked = some(call);
    let values: Value[] = [];
    for (const item of picked) {
      if (given.ExpandProperty !== undefined) values.push(...expand(item, toText(given.ExpandProperty), call));
      else if (given.Property === undefined) values.push(item);
      else {
        const without = spread(given.ExcludeProperty ?? []).map((name) => toText(name).toLowerCase());
        const wanted = propertiesOf(given.Property, item, call, NAME);
        const kept = wanted.filter(({ name }) => !without.includes(name.toLowerCase()));
        values.push(new ShellObject(await project(item, kept, session)));
      }
    }
    if (given.Unique === true) values = unique(values);
    return values;
  },
};

function some(call: Call): readonly Value[] {
  const { given, input = [] } = call;
  const [first, last, skip = 0] = [
    numberOf(given.First, "First", call, NAME),
    numberOf(given.Last, "Last", call, NAME),
    numberOf(given.Skip, "Skip", call, NAME),
  ];
  if (last !== undefined && first === undefined) {
    const end = Math.max(0, input.length - skip);
    return input.slice(Math.max(0, end - last), end);
  }
  return input.slice(skip, first === undefined ? undefined : skip + first);
}

function expand(item: Value, name: string, { at }: Call): readonly Value[] {
  if (item instanceof ShellObject && item.spelled(name) !== undefined) return spread(item.get(name));
  throw new ShellError(`Property "${name}" cannot be found.`, {
    at,
    command: NAME,
    category: "InvalidArgument",
    exception: "PSArgumentException",
  });
}

/** Text is compared exactly here. */
function unique(values: readonly Value[]): Value[] {
  const seen = new Map<string, Value>();
  for (const value of values) {
    const key = value instanceof ShellObject ? toText(value) : `${typeof value}:${toText(value)}`;
    const before = seen.get(key);
    if (before === undefined || compareValues(before, value, true) !== 0) seen.set(key, value);
  }
  return [...seen.values()];
}

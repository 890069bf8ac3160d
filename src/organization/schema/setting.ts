// The schema of one setting, derived from its declaration.
import { z } from "zod";
import type { SettingDeclaration } from "../settings.ts";
import { parseDuration, parseSize } from "../units.ts";
import { choice, listOf } from "./fields.ts";

const DURATION_FORM = 'must be a duration such as "90s", "5m", "4h", "1d" or "[d.]hh:mm:ss"';
const SIZE_FORM = 'must be a size such as "35MB" or "256KB"';

export function settingSchema(declaration: SettingDeclaration): z.ZodType {
  switch (declaration.type) {
    case "choice":
      return choice(declaration.values);
    case "boolean":
      return z.boolean();
    case "triState":
      return z.boolean().nullable();
    case "count":
      return z.number().int().min(declaration.min).max(declaration.max);
    case "port":
      return port;
    case "optionalPort":
      return port.nullable();
    case "duration":
      return bounded(parseDuration, DURATION_FORM, declaration.min, declaration.max);
    case "durations":
      return listOf(bounded(parseDuration, DURATION_FORM, "1s")).refine(
        (list) => list.length > 0,
        "must name at least one wait",
      );
    case "size":
      return bounded(parseSize, SIZE_FORM, declaration.min);
    case "text":
      return z.string().min(1, "must not be empty");
    case "optionalText":
      return z.string().min(1, "must not be empty").nullable();
    case "texts":
      return listOf(z.string().min(1, "must not be empty"));
  }
}

/** The default in the form in which values are held. */
export function settingDefault(declaration: SettingDeclaration): unknown {
  return settingSchema(declaration).parse(declaration.default);
}

const port = z.number().int().min(0).max(65_535);

export const duration = (min?: string, max?: string) => bounded(parseDuration, DURATION_FORM, min, max);
export const size = (min?: string) => bounded(parseSize, SIZE_FORM, min);

/** Text with a unit; a bare number is read as text, so that 0 and bytes work. */
function bounded(
  parse: (text: string) => number | undefined,
  form: string,
  min?: string,
  max?: string,
): z.ZodType<number> {
  const [least, most] = [min && parse(min), max && parse(max)];
  const range = [min && `at least ${min}`, max && `at most ${max}`].filter(Boolean).join(" and ");
  return z.preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z.string(form).transform((text, context): number => {
      const amount = parse(text);
      if (amount === undefined) context.addIssue(`${form}, not \`${text}\``);
      else if ((least && amount < least) || (most && amount > most)) context.addIssue(`must be ${range}`);
      return amount ?? z.NEVER;
    }),
  );
}

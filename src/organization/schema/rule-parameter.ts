// The schema of one parameter of a rule, derived from its declaration.
import { z } from "zod";
import { parseAttributeValues } from "../transport-rule/attribute-values.ts";
import { DIRECTORY_ATTRIBUTES } from "../transport-rule/directory-attributes.ts";
import type { RuleParameter } from "../transport-rule/parameter.ts";
import { address, choice, headerName, ipRange, listOf, pattern, word } from "./fields.ts";
import { size } from "./setting.ts";

const shortWord = word.refine((text) => text.length <= 128, "must be at most 128 characters");

/** "Department:Sales,Marketing". */
const attributeWords = z
  .string()
  .refine(
    (text) => parseAttributeValues(text) !== undefined,
    `must be an attribute, a colon and values parted by commas, such as Department:Sales,Marketing; attributes are ${DIRECTORY_ATTRIBUTES.join(", ")}`,
  );

/** "Title:^Head". */
const attributePatterns = attributeWords.check((context) => {
  for (const value of parseAttributeValues(context.value)?.values ?? []) {
    const { error } = pattern.safeParse(value);
    for (const { message } of error?.issues ?? []) context.issues.push({ code: "custom", input: value, message });
  }
});

/** A header's value, where `true` without quotes is taken as the text it is. */
const text = (max: number) =>
  z.preprocess(
    (value) => (typeof value === "boolean" || typeof value === "number" ? String(value) : value),
    z.string().refine((given) => given.length <= max, `must be at most ${max} characters`),
  );

const BY_NAME: Readonly<Record<string, z.ZodType>> = {
  rejectMessageEnhancedStatusCode: z.string().regex(/^5\.7\.(1|9\d\d)$/, "must be 5.7.1 or one of 5.7.900 to 5.7.999"),
};

export function ruleParameterSchema(parameter: RuleParameter, name = ""): z.ZodType {
  return BY_NAME[name] ?? schemaOfType(parameter);
}

function schemaOfType({ type, values = [], max = 4096 }: RuleParameter): z.ZodType {
  switch (type) {
    case "recipients":
      return listOf(address);
    case "recipient":
      return address;
    case "words":
      return listOf(word);
    case "shortWords":
      return listOf(shortWord);
    case "patterns":
      return listOf(pattern);
    case "attributeWords":
      return listOf(attributeWords);
    case "attributePatterns":
      return listOf(attributePatterns);
    case "ipRanges":
      return listOf(ipRange);
    case "headerName":
      return headerName;
    case "choice":
      return choice(values);
    case "choices":
      return listOf(choice(values));
    case "flag":
      return z.boolean();
    case "size":
      return size();
    case "scl":
      return z.number().int().min(-1).max(9);
    case "text":
      return text(max);
  }
}

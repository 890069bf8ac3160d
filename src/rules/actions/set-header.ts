// SetHeaderName with SetHeaderValue: adds the field, or overwrites it.
import { encodeText } from "../../mime/encoded-word.ts";
import type { RuleActions } from "../../organization/organization.ts";
import { editHeaders, type RuleAction } from "./rule-action.ts";

export const setHeader: RuleAction<NonNullable<RuleActions["setHeader"]>> = {
  parameter: "SetHeader",
  apply({ name, value }, { item }) {
    const before = item.headers.get(name);
    editHeaders(item, (headers) => headers.set(name, encodeText(value.trim(), name.length + 2)));
    return {
      effect:
        before === undefined ? `${name} was added as "${value}"` : `${name} was "${before}" and is now "${value}"`,
    };
  },
};

// SetHeaderName with SetHeaderValue: adds the field, or overwrites it.
import { encodeText } from "../../mime/encoded-word.ts";
import { editHeaders, type RuleAction } from "./rule-action.ts";

export const setHeaderName: RuleAction<string> = {
  parameter: "SetHeader",
  apply(name, { item, rule }) {
    const value = rule.actions.setHeaderValue ?? "";
    const before = item.headers.get(name);
    editHeaders(item, (headers) => headers.set(name, encodeText(value.trim(), name.length + 2)));
    return {
      effect:
        before === undefined ? `${name} was added as "${value}"` : `${name} was "${before}" and is now "${value}"`,
    };
  },
};

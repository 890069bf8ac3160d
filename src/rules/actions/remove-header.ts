// RemoveHeader: every field of that name.
import { editHeaders, type RuleAction } from "./rule-action.ts";

export const removeHeader: RuleAction<string> = {
  parameter: "RemoveHeader",
  apply(name, { item }) {
    let removed = 0;
    editHeaders(item, (headers) => {
      removed = headers.remove(name);
    });
    return { effect: removed === 0 ? `there was no ${name} to remove` : `${name} was removed` };
  },
};

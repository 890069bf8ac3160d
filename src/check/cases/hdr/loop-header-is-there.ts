import { HeaderBlock } from "../../../mime/header-block.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { Lab } from "../../lab/lab.ts";
import { BOTH_FORMS, type Case } from "../case.ts";

export const loopHeaderIsThere: Case = {
  id: "HDR-08",
  title: "The loop header",
  requirement: {
    text: "The field that the tenant's rule looks for is there when mail comes back.",
    source: "docs/recall.md R9",
  },
  level: "info",
  sends: "A message.",
  judges: "The loop header is there.",
  settings: BOTH_FORMS,
  async run(lab: Lab) {
    const { name, value } = lab.loopHeader;
    const { first } = await lab.returned(await lab.send({}));
    const values = HeaderBlock.parse(splitMessage(first.bytes).headers).all(name);
    const isThere = values.some((one) => one.toLowerCase().includes(value.toLowerCase()));
    lab.expect(isThere, `Mail came back without ${name}: ${value}, so the tenant routes it out again.`);
  },
};

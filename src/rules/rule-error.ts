// A rule that can't be evaluated for a message: a pattern ran out of time, an attachment can't be read. RuleErrorAction
// decides what becomes of the message.

export class RuleError extends Error {
  override readonly name = "RuleError";
}

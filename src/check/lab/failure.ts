// How a trial ends before its time: thrown by a lab, caught by who runs the case.

/** The requirement does not hold: the sentence says what was sent, what came back, what that means. */
export class CaseFailure extends Error {
  override readonly name = "CaseFailure";
}

/** The trial says nothing about the product: why not. */
export class CaseSkipped extends Error {
  override readonly name = "CaseSkipped";
}

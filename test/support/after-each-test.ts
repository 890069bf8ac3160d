// What the helpers of tests undo after each test. A module is loaded once for many files, an afterEach() in it would act
// in the first of them only.
const undoings: (() => Promise<unknown> | unknown)[] = [];

export function afterEachTest(undo: () => Promise<unknown> | unknown): void {
  undoings.push(undo);
}

export async function undoAll(): Promise<void> {
  for (const undo of undoings) await undo();
}

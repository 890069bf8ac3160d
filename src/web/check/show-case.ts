// Goes to what is told of a case, further down.

export function showCase(id: string): void {
  const told = document.getElementById(`case-${id}`);
  // What holds is folded away.
  const folded = told?.parentElement?.closest("details");
  if (folded) folded.open = true;
  told?.scrollIntoView({ block: "center" });
  told?.focus({ preventScroll: true });
}

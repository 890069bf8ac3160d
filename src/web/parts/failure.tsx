// Something went wrong: the sandbox's sentence, and how to try again.
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const text =
    error instanceof TypeError
      ? "The sandbox does not answer. It is asked again as soon as it is back."
      : error.message;
  return (
    <p class="failure" role="alert">
      <span aria-hidden="true">✕</span> {text}{" "}
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </p>
  );
}

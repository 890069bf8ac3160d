// Asks for the sandbox's token, where it demands one.
import { useState } from "preact/hooks";
import { isLocked, unlock } from "../api/http.ts";

export function SignIn() {
  const [token, setToken] = useState("");
  if (!isLocked.value) return null;
  const submit = (event: Event) => {
    event.preventDefault();
    unlock(token.trim());
    location.reload();
  };
  return (
    <dialog open class="sign-in" aria-labelledby="sign-in-title">
      <form onSubmit={submit}>
        <h2 id="sign-in-title">This sandbox demands its token</h2>
        <p>
          It was printed by <code>recall-sandbox up --token</code>, or stands in <code>http.token</code> of its
          configuration. It is kept for this tab only.
        </p>
        <label>
          Token
          <input
            type="password"
            autocomplete="off"
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
            data-testid="token"
          />
        </label>
        <button type="submit">Open</button>
      </form>
    </dialog>
  );
}

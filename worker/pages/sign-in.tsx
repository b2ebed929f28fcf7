import { Field, usernameInput } from "./field.tsx";
import { Layout } from "./layout.tsx";
import { Problem } from "./slips.tsx";

export interface SignInProps {
  username: string;
  /** Where to go afterwards: a path of this site. */
  next: string;
  problem: string | null;
  canRegister: boolean;
}

export function SignInPage({ username, next, problem, canRegister }: SignInProps) {
  return (
    <Layout title="Sign in">
      <h1>Sign in</h1>
      <Problem text={problem} />
      <form method="post" action="/sign-in" class="grid">
        <input type="hidden" name="next" value={next} />
        <Field {...usernameInput} value={username} isFirst />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
        <div class="act">
          <button type="submit">Sign in</button>
          <p class="quiet">Forgotten your password? Ask your school’s admin.</p>
        </div>
      </form>
      {canRegister && (
        <p class="foot">
          New here? <a href="/register">Register your school</a>
        </p>
      )}
    </Layout>
  );
}

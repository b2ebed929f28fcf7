import "./slip.css";

/** What somebody is handed to sign in with. */
export interface Handed {
  name: string;
  username: string;
  password: string;
}

const holds = "It works until you choose your own at your first sign-in.";

/** A slip of paper for whoever is to sign in: where, as whom, by what, and until when it holds [A18]. */
export function Slip(props: Handed) {
  return (
    <article class="slip">
      <h3>
        <bdi>{props.name}</bdi>
      </h3>
      <dl class="details">
        <div>
          <dt>Sign in at</dt>
          <dd translate="no">{signInAddress()}</dd>
        </div>
        <div>
          <dt>Username</dt>
          <dd translate="no">{props.username}</dd>
        </div>
        <div>
          <dt>One-time password</dt>
          <dd translate="no">
            <output class="one-time">{props.password}</output>
          </dd>
        </div>
      </dl>
      <p class="slip-holds">{`${holds} Capitals, spaces and hyphens do not matter in it.`}</p>
    </article>
  );
}

/** The same as text, to be pasted somewhere. */
export function textOf({ name, username, password }: Handed): string {
  const lines = [
    name,
    `Sign in at: ${signInAddress()}`,
    `Username: ${username}`,
    `One-time password: ${password}`,
    holds,
  ];
  return lines.join("\n");
}

function signInAddress(): string {
  return `${location.origin}/sign-in`;
}

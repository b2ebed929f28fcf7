import { onCleanup } from "solid-js";
import { usePlace } from "../place.ts";
import { useSession } from "../replica/session.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { createAccount } from "./account.ts";
import { AccountDevices } from "./devices.tsx";
import { AccountPassword } from "./password.tsx";
import { AccountProfile } from "./profile.tsx";
import "./account.css";
import { HelpLink } from "../ui/help-link.tsx";

/** Everybody's own page [A15]: profile, password, and where they are signed in. */
export default function AccountPage() {
  const { me, school } = usePlace();
  const session = useSession();
  const account = createAccount(session);
  usePageTitle(() => "My account");
  // Somebody else may have corrected it.
  const stop = school.onHeard((events) => {
    if (events.some((event) => "user" in event && event.user.id === me.id))
      void session.load().catch(() => undefined);
  });
  onCleanup(stop);
  return (
    <>
      <PageTop title="My account" />
      <div class="account">
        <AccountProfile account={account} />
        <div class="account-side">
          <AccountPassword account={account} />
          <AccountDevices account={account} />
          <p class="alone">
            <HelpLink to="privacy">What is kept about you</HelpLink>
          </p>
        </div>
      </div>
    </>
  );
}

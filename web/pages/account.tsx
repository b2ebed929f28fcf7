import { onCleanup } from "solid-js";
import { AccountDevices } from "../components/account-devices.tsx";
import { AccountPassword } from "../components/account-password.tsx";
import { AccountProfile } from "../components/account-profile.tsx";
import { PageTop } from "../components/page-top.tsx";
import { createAccount } from "../stores/account.ts";
import { usePlace } from "../stores/school.ts";
import { useSession } from "../stores/session.ts";
import { usePageTitle } from "../stores/title.ts";
import "../styles/account.css";

/** Everybody's own page [A15]: profile, password, and where they are signed in. */
export default function AccountPage() {
  const { me, school } = usePlace();
  const session = useSession();
  const account = createAccount(session);
  usePageTitle("My account");
  // Somebody else may have corrected it.
  const stop = school.onHeard((events) => {
    if (events.some((event) => "user" in event && event.user.id === me.id)) void session.load().catch(() => undefined);
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
        </div>
      </div>
    </>
  );
}

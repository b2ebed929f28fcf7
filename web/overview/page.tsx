import Printer from "lucide-solid/icons/printer";
import UserPlus from "lucide-solid/icons/user-plus";
import { createMemo, createSignal, Show } from "solid-js";
import { iso } from "#domain/time";
import { isWhole } from "#domain/users/seen";
import { isTurnOfYear } from "#domain/years";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { inviteKey } from "../invites/dialogs/invite-key.ts";
import { createRecent } from "../invites/older/recent.ts";
import { usePlace } from "../place.ts";
import { due } from "../ui/due.ts";
import { useKey } from "../ui/keys.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { lateDialog } from "../ui/waiting/late.tsx";
import { attention } from "./attention.ts";
import { AttentionCard } from "./attention-card.tsx";
import { inviteFigures, staffFigures } from "./figures.ts";
import { FirstDayCard } from "./first-day-card.tsx";
import { firstSteps } from "./first-steps.ts";
import { HereCard } from "./here-card.tsx";
import { InvitesCard } from "./invites-card.tsx";
import { MessageLine } from "./message-line.tsx";
import { NeverCard } from "./never-card.tsx";
import { StaffCard } from "./staff-card.tsx";

const YearNotice = lateDialog(() => import("../years/notice.tsx"));

/** Where Owners and Admins arrive: what needs them, how invites go, and who works here [S7]. */
export default function OverviewPage() {
  const { school } = usePlace();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const at = createMemo(() => ({ now: school.clock.minute(), timeZone: school.timeZone() }));
  const users = createMemo(() => school.users.all().filter(isWhole));
  const recent = createRecent(school);
  const matters = createMemo(() => attention(recent.rows(), users(), school.imports.all(), at()));
  const invites = createMemo(() => inviteFigures(recent.rows(), at()));
  const staff = createMemo(() => staffFigures(users()));
  const first = createMemo(() =>
    recent.hasOlder() ? null : firstSteps(school.school(), recent.rows(), staff().active.count),
  );
  const today = () => due(iso(at().now), at().timeZone);
  usePageTitle(() => "Overview");
  useKey(inviteKey, invite);
  usePreloaded("invite", "mail");

  return (
    <>
      <PageTop title="Overview">
        <p class="overview-today">{today()}</p>
        <button type="button" class="button shrinking" onClick={() => print()}>
          <Printer size={16} aria-hidden="true" />
          <span>Print</span>
        </button>
        <button type="button" class="button primary" onClick={invite}>
          <UserPlus size={16} aria-hidden="true" />
          Invite user
        </button>
      </PageTop>
      <p class="on-paper">{`${school.school()?.name ?? ""}, ${today()}`}</p>
      <MessageLine />
      <Show when={isTurnOfYear(at().now)}>
        <YearNotice close={() => undefined} />
      </Show>
      <div class="overview">
        <Show when={first()}>{(steps) => <FirstDayCard steps={steps()} />}</Show>
        <AttentionCard matters={matters()} />
        <Show when={!first()}>
          <InvitesCard figures={invites()} now={at().now} />
        </Show>
        <StaffCard staff={staff()} />
        <NeverCard never={staff().never} active={staff().active.count} ask={setAsked} />
        <HereCard />
      </div>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function invite(): void {
    setAsked({ dialog: "invite" });
  }
}

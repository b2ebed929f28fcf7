import { FeedButton } from "../activity/feed.tsx";
import { MessageCard } from "../messages/card.tsx";
import { HelpLink } from "../ui/help-link.tsx";
import { useNamedPart } from "../ui/named-part.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { SchoolDetails } from "./details.tsx";
import { LogoCard } from "./logo-card.tsx";
import { MailsCard } from "./mails-card.tsx";
import { YearCard } from "./year-card.tsx";

/** What the school is called, how it is reached, and what it says to everybody [S2], [S3]. */
export default function SettingsPage() {
  usePageTitle(() => "Settings");
  useNamedPart((id) => document.getElementById(id));
  return (
    <div class="settings">
      <PageTop title="Settings">
        <FeedButton />
      </PageTop>
      <p class="settings-lead alone">
        <HelpLink to="settings">Where does what show?</HelpLink>
      </p>
      <div class="settings-cards">
        <SchoolDetails />
        <div class="settings-cards-below">
          <LogoCard />
          <MessageCard />
          <MailsCard />
          <YearCard />
        </div>
      </div>
    </div>
  );
}

import { createSignal, onMount } from "solid-js";
import { usePlace } from "../place.ts";
import { ProblemLine } from "../ui/forms/problem-line.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { note } from "../ui/notes.tsx";
import { createMailChoices } from "./mails.ts";

/** Which mails leave by themselves: reminders of the school's invites, and one's own digest. Each counts as it is ticked. */
export function MailsCard() {
  const { school } = usePlace();
  const choices = createMailChoices(school);
  const [wantsDigest, setDigest] = createSignal<boolean | null>(null);
  const asking = createSubmit({ send: async () => setDigest(await choices.wantsDigest()) });
  onMount(() => void asking.submit());

  return (
    <section class="card" aria-labelledby="mails-by-themselves">
      <h2 id="mails-by-themselves">Mails</h2>
      <Choice
        label="Remind people of their invite"
        about="Once, by day, when 4 hours are left and they have not opened the link. It is the same link."
        isChecked={school.school()?.reminders ?? true}
        isReady={school.school() !== null}
        choose={choices.setReminders}
        chosen={(isOn) => (isOn ? "People are reminded again." : "Nobody is reminded any more.")}
      />
      <Choice
        label="Mail me a daily digest"
        about="To you alone, at seven in the morning, when invites have expired, bounced or were asked for."
        isChecked={wantsDigest() ?? false}
        isReady={wantsDigest() !== null}
        choose={async (isWanted) => {
          await choices.setDigest(isWanted);
          setDigest(isWanted);
        }}
        chosen={(isOn) =>
          isOn ? "You get the first digest tomorrow morning." : "You get no more digests."
        }
      />
      <ProblemLine words={asking.problem()}>
        <button type="button" class="link-button" onClick={() => void asking.submit()}>
          Try again
        </button>
      </ProblemLine>
    </section>
  );
}

interface ChoiceProps {
  label: string;
  about: string;
  isChecked: boolean;
  /** Whether it is known how it stands. */
  isReady: boolean;
  choose: (isOn: boolean) => Promise<void>;
  /** What is said once it counts. */
  chosen: (isOn: boolean) => string;
}

/** A tick that counts at once, and goes back where it was refused. */
function Choice(props: ChoiceProps) {
  const [wanted, setWanted] = createSignal<boolean | null>(null);
  const turning = createSubmit({
    fields: ["wanted"],
    send: () => props.choose(wanted() ?? props.isChecked),
    done: () => {
      note({ text: props.chosen(wanted() ?? props.isChecked), tone: "good" });
      setWanted(null);
    },
  });
  const problem = () => turning.problems().wanted ?? turning.problem();
  return (
    <label class="settings-choice">
      <input
        type="checkbox"
        checked={wanted() ?? props.isChecked}
        disabled={!props.isReady || turning.isPending()}
        onChange={(event) => void choose(event.currentTarget)}
      />
      <span>
        <strong>{props.label}</strong>
        <span class="muted">{props.about}</span>
        <span class="field-note bad" role="alert">
          {problem()}
        </span>
      </span>
    </label>
  );

  async function choose(input: HTMLInputElement): Promise<void> {
    setWanted(input.checked);
    await turning.submit();
    setWanted(null);
    input.checked = props.isChecked;
  }
}

import { Show } from "solid-js";
import { usePlace } from "../place.ts";
import { UnknownRowSheet } from "../ui/forms/row-sheets.tsx";
import { SidePanel } from "../ui/side-panel/side-panel.tsx";
import { AddPupilForm } from "./add-form.tsx";
import { PupilEditor } from "./editor.tsx";
import { rosterOf } from "./roster.ts";

interface PupilPanelProps {
  /** Which, or `new`. */
  id: string;
  open: (id: string) => void;
  close: () => void;
}

/** One pupil beside the list. */
export default function PupilPanel(props: PupilPanelProps) {
  const { school } = usePlace();
  const { rows, isWhole } = rosterOf(school);
  return (
    <SidePanel id={props.id} close={props.close}>
      <Show when={props.id} keyed>
        {(id) => (
          <Show when={id !== "new"} fallback={<AddPupilForm open={props.open} />}>
            <Show when={rows.at(id)} fallback={<Unknown isLooking={!isWhole()} />}>
              {(pupil) => <PupilEditor pupil={pupil()} />}
            </Show>
          </Show>
        )}
      </Show>
    </SidePanel>
  );
}

function Unknown(props: { isLooking: boolean }) {
  return (
    <UnknownRowSheet title={props.isLooking ? "One moment" : "No such pupil"}>
      {props.isLooking
        ? "The pupils are on their way."
        : "No pupil of this school has this address. Choose one from the list."}
    </UnknownRowSheet>
  );
}

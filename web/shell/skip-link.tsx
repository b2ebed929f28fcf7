/** The first stop of the Tab key: past all that stands around every page, to its list or, where it has none, its name. */
export function SkipLink() {
  return (
    <a class="skip-link" href="#page" on:click={skip}>
      Skip to the list
    </a>
  );
}

function skip(event: MouseEvent): void {
  const target =
    document.querySelector<HTMLElement>("main [role=grid] [tabindex='0'][data-id]") ??
    document.querySelector<HTMLElement>("main h1");
  if (!target) return;
  event.preventDefault();
  target.focus();
}

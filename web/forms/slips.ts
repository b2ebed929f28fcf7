/** What an answer says of a field holds until the field is changed; its room stays, so that nothing jumps while somebody types. */
export function endSlips(form: HTMLFormElement): void {
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement) endSlip(target);
  });
}

export function endSlip(field: HTMLInputElement): void {
  if (field.ariaInvalid !== "true") return;
  field.ariaInvalid = null;
  const slip = document.getElementById(`${field.name}-slip`);
  if (slip) slip.style.visibility = "hidden";
}

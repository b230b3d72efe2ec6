// Offers the zone of this device where none was chosen yet; the reader still decides by the button.
for (const form of document.querySelectorAll('form[data-clocks]')) {
  const chosen = form.elements.zone
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (chosen.value || !here) continue
  if (![...chosen.options].some((option) => option.value === here)) chosen.add(new Option(here.replace('_', ' '), here))
  chosen.value = here
}

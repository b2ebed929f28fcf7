/** With what files stumble over: accents, apostrophes, hyphens, spaces. */
export const givenNames = (
  "Ada Aisha Ben Cerys Chloë Daniel Ewa Femi Gwen Hamza Imogen Jack Joy Katarzyna Lena Luc Mei Mohammed Niamh " +
  "Oluwaseun Priya Rene Rhys Siân Tom Uzma Victoria Wren Yusuf Zoë"
).split(" ");

export const familyNames = [
  ..."Adeyemi Begum Brand Chen Davies Evans Featherstonehaugh García Hughes Ibrahim Jones Khan Lewis".split(
    " ",
  ),
  ..."Mills Nowak Okafor Olu Patel Qureshi Roberts Shah Smith Taylor Wójcik Williams Young".split(
    " ",
  ),
  "O'Neill",
  "O’Sullivan",
  "van der Berg",
  "Bevan-Price",
];

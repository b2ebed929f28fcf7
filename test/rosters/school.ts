import { type Draw, dice } from "./dice.ts";
import { familyNames, givenNames } from "./names.ts";
import { upn } from "./upn.ts";

export interface SchoolSize {
  staff: number;
  pupils: number;
  classes: number;
  /** The same seed makes the same school. */
  seed: number;
}

/** As large a school as any is. */
export const largest: SchoolSize = { staff: 1500, pupils: 20_000, classes: 3000, seed: 1 };

export interface MadePerson {
  id: string;
  givenName: string;
  familyName: string;
  /** "" for none. */
  email: string;
  /** In the words of OneRoster 1.2. */
  role: string;
  /** "7" to "13" for pupils, "" for staff. */
  grade: string;
  /** "" for staff, and for some pupils. */
  upn: string;
}

export interface MadeClass {
  id: string;
  title: string;
  code: string;
  grade: string;
  teachers: string[];
  pupils: string[];
}

export interface MadeSchool {
  name: string;
  people: MadePerson[];
  classes: MadeClass[];
}

/** A secondary school that never was: who is there, and in which classes. Each pupil is in about eight. */
export function makeRosterSchool(size: SchoolSize): MadeSchool {
  const draw = dice(size.seed);
  const staff = Array.from({ length: size.staff }, (_, i) => member(draw, i));
  const pupils = Array.from({ length: size.pupils }, (_, i) => pupil(draw, i));
  const classes = Array.from({ length: size.classes }, (_, i) => madeClass(draw, i, staff));
  for (const { id, grade } of pupils) {
    const own = classes.filter((made) => made.grade === grade);
    const taken = new Set(Array.from({ length: Math.min(8, own.length) }, () => draw.pick(own)));
    for (const made of taken) made.pupils.push(id);
  }
  return { name: "Oakfield High", people: [...staff, ...pupils], classes };
}

function member(draw: Draw, i: number): MadePerson {
  const [givenName, familyName] = [draw.pick(givenNames), draw.pick(familyNames)];
  const local = `${givenName.charAt(0)}.${familyName}`.toLowerCase().replace(/[^a-z.]/g, "");
  return {
    id: `staff-${i + 1}`,
    givenName,
    familyName,
    email: draw.below(20) === 0 ? "" : `${local}${i + 1}@oakfield.example`,
    role: i === 0 ? "principal" : draw.pick(["teacher", "teacher", "teacher", "aide", "aide"]),
    grade: "",
    upn: "",
  };
}

function pupil(draw: Draw, i: number): MadePerson {
  return {
    id: `pupil-${i + 1}`,
    givenName: draw.pick(givenNames),
    familyName: draw.pick(familyNames),
    email: "",
    role: "student",
    grade: String(7 + (i % 7)),
    upn: draw.below(50) === 0 ? "" : upn(891_000_000_000 + i),
  };
}

const subjects = ["Art", "Biology", "Drama", "English", "French", "Maths", "Music", "Welsh"];

function madeClass(draw: Draw, i: number, staff: readonly MadePerson[]): MadeClass {
  const grade = String(7 + (i % 7));
  const subject = draw.pick(subjects);
  return {
    id: `class-${i + 1}`,
    title: `Year ${grade} ${subject}, set ${i + 1}`,
    code: `${grade}${subject.slice(0, 2)}${i + 1}`,
    grade,
    teachers: [draw.pick(staff).id, draw.pick(staff).id].filter(
      (id, j, all) => all[0] !== id || !j,
    ),
    pupils: [],
  };
}

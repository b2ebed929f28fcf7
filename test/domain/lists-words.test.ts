import { describe, expect, it } from "vitest";
import { readName } from "#domain/lists/names";
import { readRole, readStaffType } from "#domain/lists/words";
import { roleNames, roles } from "#domain/roles";
import { staffTypeNames, staffTypes } from "#domain/users/staff";

const named = (text: string) => {
  const { givenName, familyName } = readName(text);
  return `${givenName}|${familyName}`;
};

describe("[I12] a name in a list", () => {
  it("is read whichever comes first, without titles and dressing", () => {
    for (const text of [
      "Joy Okafor",
      "Okafor, Joy",
      "Okafor,Joy",
      "Mrs Joy Okafor",
      "Mrs. Joy Okafor",
      "MRS Joy Okafor",
      "Dr Joy Okafor, PhD",
      "Joy Okafor MBE",
      "Okafor, Mrs Joy",
      "Okafor, Joy (Mrs)",
      "Okafor, Joy, Mrs",
      "Mrs Okafor, Joy",
      '"Joy Okafor"',
      "'Okafor, Joy'",
      "“Joy  Okafor”",
      "Joy\u00a0Okafor (Science)",
      "Joy Ok\u00adafor\u200b",
    ])
      expect(named(text), text).toBe("Joy|Okafor");
  });

  it("keeps all of itself", () => {
    expect(named("Joy Ann Okafor")).toBe("Joy Ann|Okafor");
    expect(named("St John-Smythe, Mary Ann")).toBe("Mary Ann|St John-Smythe");
    expect(named("Ludwig van der Berg")).toBe("Ludwig|van der Berg");
    expect(named("Bríd Ní Bhriain")).toBe("Bríd|Ní Bhriain");
    expect(named("OKAFOR Joy")).toBe("Joy|OKAFOR");
    expect(named("VAN DER BERG Ludwig")).toBe("Ludwig|VAN DER BERG");
    expect(named("JOY OKAFOR")).toBe("JOY|OKAFOR");
    expect(named("Zoë O’Neill")).toBe("Zoë|O’Neill");
    expect(named("J. R. Okafor")).toBe("J. R.|Okafor");
    expect(named("Mrs Okafor")).toBe("|Okafor");
    expect(named("Joy")).toBe("Joy|");
    expect(named("李小龍")).toBe("李小龍|");
    expect(named("Miss")).toBe("|");
  });
});

describe("[I12] roles and staff types in a list", () => {
  it("are the product's words, as it shows and as it stores them", () => {
    for (const role of roles) {
      expect(readRole(role)).toBe(role);
      expect(readRole(` ${roleNames[role].toUpperCase()} `)).toBe(role);
    }
    for (const staffType of staffTypes) {
      expect(readStaffType(staffType)).toBe(staffType);
      expect(readStaffType(staffTypeNames[staffType].toLowerCase())).toBe(staffType);
    }
    for (const text of ["", "Administrator", "Superuser", "Global admin", "Owner/Editor"])
      expect(readRole(text), text).toBeNull();
  });

  it("are what schools call them, where that is sure", () => {
    const meant = {
      teacher: [
        "Class Teacher",
        "Maths teacher",
        "Year 3 Teacher",
        "Teacher of Science",
        "Teacher - Maths",
        "Teacher (part time)",
        "Teacher/SENCO",
        "ECT",
        "Teachers",
      ],
      teaching_assistant: [
        "TA",
        "HLTA",
        "LSA",
        "TA Level 3",
        "TA2",
        "Year 2 TA",
        "1:1 TA",
        "Learning Support Assistant",
        "Higher-level teaching assistant",
        "HLTA/TA",
      ],
      headteacher: ["Head", "Head Teacher", "Acting Headteacher", "Executive Head", "Principal"],
      slt: [
        "Deputy Head",
        "Deputy Headteacher (Pastoral)",
        "Assistant Head Teacher",
        "Assistant Principal",
        "Vice-Principal",
        "Senior Leadership Team",
        "SMT",
      ],
      school_office: ["Admin", "Office manager", "School Secretary", "Receptionist"],
      ict_coordinator: ["IT Co-ordinator", "ICT Coordinator", "Computing lead"],
      technician: ["IT Technician", "Senior Science Technician"],
      governor: ["Chair of Governors", "Parent Governor", "Governors"],
    };
    for (const [staffType, texts] of Object.entries(meant))
      for (const text of texts) expect(readStaffType(text), text).toBe(staffType);
  });

  it("are nothing where two could be meant, or what is like them", () => {
    for (const text of [
      "",
      "SENCO",
      "Head of Maths",
      "Head of Year 7",
      "Assistant Head of Year",
      "Deputy Head of Maths",
      "Student teacher",
      "Former teacher",
      "Clerk to the Governors",
      "Teacher / Governor",
      "PA to the Headteacher",
      "Site manager",
      "Mrs",
      "Taylor",
    ])
      expect(readStaffType(text), text).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { readList } from "#domain/lists/read";

const joy = "j.okafor@oakfield.example";
const tom = "t.mills@oakfield.example";

const read = (...rows: string[]) => {
  const { lines, looksLike } = readList(rows.join("\n"));
  expect(looksLike).toBe("table");
  return lines.map(({ line, email, givenName, familyName, role, staffType }) =>
    [`${line} ${email || "-"} ${givenName}|${familyName}`, role, staffType]
      .filter(Boolean)
      .join(" "),
  );
};

describe("[I12] a spreadsheet with a heading", () => {
  it("has its columns in any order, parted by tabs, commas, semicolons or bars", () => {
    for (const by of ["\t", ",", ";", "|", ", ", " | "])
      expect(
        read(
          ["Staff type", "E-mail address", "Role", "Surname", "First name"].join(by),
          ["Teacher", joy, "Editor", "Okafor", "Joy"].join(by),
          ["ICT co-ordinator", tom, "Admin", "Mills", "Tom"].join(by),
        ),
        by,
      ).toEqual([`2 ${joy} Joy|Okafor editor teacher`, `3 ${tom} Tom|Mills admin ict_coordinator`]);
  });

  it("has quoted cells with separators, quotes and line breaks, and rows are where they begin", () => {
    expect(
      read(
        '"Name","Address","Email"',
        '"Okafor, Joy","12 High Street',
        `Oakfield, NG7","${joy}"`,
        `"Mills, Tom ""Tommy""",,"${tom}"`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor`, `4 ${tom} Tom|Mills`]);
  });

  it("says how it is parted, as Excel does, after a byte order mark", () => {
    expect(read(`\ufeffsep=;\r\nName;Email\r\nOkafor, Joy;${joy}\r\n;;\r\n`)).toEqual([
      `3 ${joy} Joy|Okafor`,
    ]);
    expect(readList("\ufeffsep=;\r\nName;Email").hasHeader).toBe(true);
    expect(read(`\ufeff"Okafor, Joy",${joy}`, `"Mills, Tom",${tom}`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
    ]);
  });

  it("has under it what was pasted from a mail program, which is no row of it", () => {
    expect(
      read(
        "Name\tE-mail\tLine manager's e-mail",
        `Joy Okafor\t${joy}\thead@oakfield.example`,
        "Mills, Tom <t.mills@oakfield.example>; Olu, Ade <a.olu@oakfield.example>;",
        "mailto:l.moss@oakfield.example\t\t",
        "Nia Hughes\t\thead@oakfield.example",
      ),
    ).toEqual([
      `2 ${joy} Joy|Okafor`,
      `3 ${tom} Tom|Mills`,
      "3 a.olu@oakfield.example Ade|Olu",
      "4 l.moss@oakfield.example |",
      "5 - Nia|Hughes",
    ]);
  });

  it("is a single column", () => {
    expect(read("Email", joy, "", tom)).toEqual([`2 ${joy} |`, `4 ${tom} |`]);
    expect(readList(`E-mail addresses:\n${joy}`)).toMatchObject({ hasHeader: true });
  });

  it("has a title above, a foot below and its heading again on each page", () => {
    expect(
      read(
        "Staff list, printed 1 September,,",
        ",,",
        "Surname,Forename,Work email",
        `Okafor,Joy,${joy}`,
        "Surname,Forename,Work email",
        `Mills,Tom,${tom}`,
        "2 members of staff,,",
      ),
    ).toEqual(["1 - |", `4 ${joy} Joy|Okafor`, `6 ${tom} Tom|Mills`, "7 - |"]);
  });

  it("forgot to quote a name with a comma", () => {
    expect(read("Name,Email,Job title", `Okafor, Joy,${joy},Teacher`)).toEqual([
      `2 ${joy} Joy|Okafor teacher`,
    ]);
  });

  it("has a row without an address, or with one cut short: each is a line to put right", () => {
    expect(
      read("Name,Email", "Joy Okafor,", "Tom Mills,n/a", "Zoë O’Neill,z.oneill", "Callum,c@oak"),
    ).toEqual(["2 - Joy|Okafor", "3 - Tom|Mills", "4 z.oneill Zoë|O’Neill", "5 c@oak Callum|"]);
  });

  it("has two addresses in one cell: a line for each", () => {
    expect(read("Name\tEmail", `Joy Okafor\t${joy}; joy@home.example`)).toEqual([
      `2 ${joy} Joy|Okafor`,
      "2 joy@home.example Joy|Okafor",
    ]);
  });

  it("has further addresses of a person, and other people's: one invite, to their own", () => {
    const text = [
      "Name,Line manager email,Home email,Work email,Emergency contact email",
      `Joy Okafor,${tom},joy@home.example,${joy},mum@home.example`,
      `Tom Mills,${joy},tom@home.example,,mum@home.example`,
      `Callum Farquhar,${joy},,,mum@home.example`,
    ];
    expect(read(...text)).toEqual([
      `2 ${joy} Joy|Okafor`,
      "3 tom@home.example Tom|Mills",
      "4 - Callum|Farquhar",
    ]);
    // None of them is lost from sight.
    for (const { text: shown } of readList(text.join("\n")).lines)
      expect(shown).toContain("mum@home.example");
  });

  it("heads the addresses with a word nobody foresaw", () => {
    expect(read("Forename,Surname,Contact details", `Joy,Okafor,${joy}`)).toEqual([
      `2 ${joy} Joy|Okafor`,
    ]);
  });
});

describe("[I12] what programs export", () => {
  it("is Google Workspace's list of users", () => {
    expect(
      read(
        "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Recovery Email,Home Secondary Email,Employee Title,Manager Email",
        `Joy,Okafor,${joy},****,/Staff,joy@recover.example,joy@home.example,Teacher,${tom}`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor teacher`]);
  });

  it("is a Google group's members", () => {
    expect(
      read(
        "Members for group Oakfield staff,,,",
        "Email address,Nickname,Group status,Email status,Email preference,Posting permissions",
        `${joy},Joy Okafor,member,,all email,allowed`,
      ),
    ).toEqual(["1 - |", `3 ${joy} Joy|Okafor`]);
  });

  it("is Google Contacts', old and new", () => {
    expect(
      read(
        "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Value,Organization 1 - Title",
        `Joy Okafor,Joy,Okafor,* Work,${joy},joy@home.example,Headteacher`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor headteacher`]);
    expect(
      read(
        "First Name,Middle Name,Last Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value",
        `Joy,,Okafor,TA,Work,${joy}`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor teaching_assistant`]);
  });

  it("is the Microsoft 365 admin centre's active users", () => {
    expect(
      read(
        "Block credential,Department,Display name,First name,Last name,Proxy addresses,Title,User principal name",
        `False,Science,Joy Okafor,Joy,Okafor,SMTP:${joy}+smtp:joy@oakfield.onmicrosoft.example,Science Technician,${joy}`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor technician`]);
  });

  it("is Entra's download, and its template of two headings in one", () => {
    expect(
      read(
        '"userPrincipalName","displayName","surname","mail","givenName","userType","jobTitle"',
        `"jo@oakfield.onmicrosoft.example","Joy Okafor","Okafor","${joy}","Joy","Member","Class Teacher"`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor teacher`]);
    expect(
      read(
        "version:v1.0",
        "Name [displayName] Required,User name [userPrincipalName] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle]",
        `Joy Okafor,${joy},No,Joy,Okafor,Governor`,
      ),
    ).toEqual([`3 ${joy} Joy|Okafor governor`]);
  });

  it("is PowerShell's, of Active Directory or Exchange", () => {
    expect(
      read(
        "#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser",
        '"GivenName","Surname","SamAccountName","UserPrincipalName","EmailAddress"',
        `"Joy","Okafor","jokafor","jokafor@oakfield.local.example","${joy}"`,
      ),
    ).toEqual([`3 ${joy} Joy|Okafor`]);
    expect(read("DisplayName,PrimarySmtpAddress,Alias", `"Okafor, Joy",${joy},jokafor`)).toEqual([
      `2 ${joy} Joy|Okafor`,
    ]);
  });

  it("is Outlook's contacts", () => {
    expect(
      read(
        '"Title","First Name","Middle Name","Last Name","Company","Job Title","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address"',
        `"Mrs","Joy","","Okafor","Oakfield High","School Secretary","${joy}","SMTP","Joy Okafor (${joy})","joy@home.example"`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor school_office`]);
  });

  it("is Thunderbird's address book", () => {
    expect(
      read(
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Job Title",
        `Joy,Okafor,Joy Okafor,jj,${joy},joy@home.example,Deputy Head`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor slt`]);
  });

  it("is an MIS's staff list", () => {
    // Surname first, with titles and what each calls the post.
    expect(
      read(
        "Staff Code\tTitle\tLegal Surname\tLegal Forename\tPreferred Forename\tPost\tWork Email",
        `JOK\tMrs\tOkafor\tJoyce\tJoy\tTeacher of Science\t${joy}`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor teacher`]);
    expect(read("Staff name,Business role,Email", `Mrs J Okafor,HLTA,${joy}`)).toEqual([
      `2 ${joy} J|Okafor teaching_assistant`,
    ]);
    expect(read("Salutation;Name;Post title;E-Mail", `Mr;MILLS Tom;Head Teacher;${tom}`)).toEqual([
      `2 ${tom} Tom|MILLS headteacher`,
    ]);
  });

  it("is OneRoster's users, or School Data Sync's teachers", () => {
    expect(
      read(
        "sourcedId,status,role,username,givenName,familyName,email",
        `17,active,teacher,jokafor,Joy,Okafor,${joy}`,
        `18,active,administrator,tmills,Tom,Mills,${tom}`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor teacher`, `3 ${tom} Tom|Mills school_office`]);
    expect(
      read("SIS ID,School SIS ID,Username,First Name,Last Name", `17,1,${joy},Joy,Okafor`),
    ).toEqual([`2 ${joy} Joy|Okafor`]);
  });

  it("is this product's own list of users or invites", () => {
    expect(
      read(
        '"Name","Username","E-mail","Staff type","Role"',
        `"Joy Okafor","ng75pn_okafor","${joy}","SLT","Owner"`,
      ),
    ).toEqual([`2 ${joy} Joy|Okafor owner slt`]);
  });

  it("is a table of a wiki or a chat", () => {
    expect(read("| Name | Email |", "|------|-------|", `| Joy Okafor | ${joy} |`)).toEqual([
      `3 ${joy} Joy|Okafor`,
    ]);
  });
});

describe("[I12] a spreadsheet without a heading", () => {
  it("is understood by what stands in it", () => {
    for (const by of ["\t", ",", ";"])
      expect(
        read(
          ["Joy", "Okafor", joy, "Teacher", "Editor"].join(by),
          ["Tom", "Mills", tom, "TA", "Viewer"].join(by),
        ),
        by,
      ).toEqual([
        `1 ${joy} Joy|Okafor editor teacher`,
        `2 ${tom} Tom|Mills viewer teaching_assistant`,
      ]);
    expect(readList(`Joy\tOkafor\t${joy}`).hasHeader).toBe(false);
  });

  it("has one column for the whole name, or none", () => {
    expect(read(`${joy},"Okafor, Joy"`, `${tom},"Mills, Tom"`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
    ]);
    expect(read(`Joy Okafor, ${joy}`, `Tom Mills, ${tom}`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
    ]);
    expect(read(`${joy};Teacher`, `${tom};Technician`)).toEqual([
      `1 ${joy} | teacher`,
      `2 ${tom} | technician`,
    ]);
    expect(read(`1.\tJoy Okafor <${joy}>\tTeacher`)).toEqual([`1 ${joy} Joy|Okafor teacher`]);
  });

  it("has surnames first, where the addresses show it", () => {
    expect(
      read(
        "Okafor,Joy,jokafor@oakfield.example",
        "Mills,Tom,t.mills@oakfield.example",
        "Ray,Ann,staff3@oakfield.example",
      ),
    ).toEqual([
      "1 jokafor@oakfield.example Joy|Okafor",
      "2 t.mills@oakfield.example Tom|Mills",
      "3 staff3@oakfield.example Ann|Ray",
    ]);
  });

  it("has titles in a column, and departments after the names", () => {
    expect(read(`Mrs,Joy,Okafor,Science,${joy}`, `Mr,Tom,Mills,Maths,${tom}`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
    ]);
  });

  it("has a row without an address among the others", () => {
    expect(read(`Joy Okafor\t${joy}`, "Music department\t", `Tom Mills\t${tom}`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      "2 - |",
      `3 ${tom} Tom|Mills`,
    ]);
  });
});

describe("[I12] a column called role", () => {
  it("gives nobody an Admin's rights where it holds jobs", () => {
    expect(
      read(
        "Name,Email,Role",
        `Joy Okafor,${joy},Teacher`,
        `Tom Mills,${tom},Admin`,
        "Ann Ray,a.ray@oakfield.example,Cover supervisor",
      ),
    ).toEqual([
      `2 ${joy} Joy|Okafor teacher`,
      `3 ${tom} Tom|Mills school_office`,
      "4 a.ray@oakfield.example Ann|Ray",
    ]);
  });

  it("holds rights where its words are the product's, and what is not understood says nothing", () => {
    expect(
      read(
        "Name,Email,Role",
        `Joy Okafor,${joy},editor`,
        `Tom Mills,${tom},ADMIN`,
        "Ann Ray,a.ray@oakfield.example,Superuser",
      ),
    ).toEqual([
      `2 ${joy} Joy|Okafor editor`,
      `3 ${tom} Tom|Mills admin`,
      "4 a.ray@oakfield.example Ann|Ray",
    ]);
  });
});

describe("[I12] a quote that nobody closed", () => {
  const both = [`${joy} Joy|Okafor`, `${tom} Tom|Mills`];
  const readBoth = (...rows: string[]) => read("Name,Email", ...rows).map((row) => row.slice(2));

  it("swallows no rows", () => {
    expect(readBoth(`"Joy Okafor,${joy}`, `"Mills, Tom",${tom}`)).toEqual(both);
    expect(readBoth(`Joy Okafor,${joy}`, `"Tom Mills,${tom}`)).toEqual(both);
    expect(readBoth(`"Joy Okafor,${joy}`, `Tom Mills",${tom}`)).toEqual(both);
  });
});

import Users from "lucide-solid/icons/users";
import { fullName } from "#domain/names";
import { isActive } from "#domain/users/seen";
import type { Page } from "../page.ts";

export const usersPage: Page = {
  path: "users",
  params: "/:user?",
  title: "Users",
  needs: "manageUsers",
  load: () => import("./page.tsx"),
  nav: {
    heading: "Admin",
    Icon: Users,
    inBar: true,
    count: ({ users }) => ({
      number: users.all().filter(isActive).length,
      word: "active",
      isTotal: true,
    }),
  },
  keys: [{ press: "g u", does: "Go to Users", to: "users" }],
  whereabouts: "on Users",
  followed: (row) => (row ? `users/${row}` : "users"),
  nameOf: ({ users }, row) => {
    const user = users.at(row);
    return user && fullName(user);
  },
};

import type { PublicMessage } from "../messages.ts";
import type { Table } from "../noun.ts";

/** A school has one message or none. */
export const messageTable: Table<PublicMessage, { message?: PublicMessage }> = ({ message }) => {
  if (!message) return [];
  return [message.text === null ? { remove: message.id } : { put: message }];
};

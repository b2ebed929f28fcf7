import * as z from "zod/mini";
import { shapes } from "../nouns.ts";

const every = Object.values(shapes).flat();
type Shape = (typeof every)[number];

/** How an event looks. Whoever need not prove it takes the type alone from `events.ts`: this loads the shape of every noun. */
export const EventShape = z.discriminatedUnion("kind", every as [Shape, ...Shape[]]);

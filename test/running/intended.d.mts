export const intendedEnd: string;

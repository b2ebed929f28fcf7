/** OWASP's password storage cheat sheet lists N=2^14, r=8, p=5 among its scrypt settings of equal strength: 16 MiB each. */
export const cost = { N: 2 ** 14, r: 8, p: 5 };

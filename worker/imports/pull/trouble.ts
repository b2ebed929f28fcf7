/** What is wrong with the school's MIS server, in words for whoever looks after it; when to ask again, seconds, where it says so. */
export class Trouble extends Error {
  readonly retryAfter: number | null;

  constructor(words: string, retryAfter: number | null = null) {
    super(words);
    this.retryAfter = retryAfter;
  }
}

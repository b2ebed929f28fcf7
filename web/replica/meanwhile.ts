/** Waits for an answer, and only then, whatever it is, takes back what was shown meanwhile: so nothing flickers. */
export async function meanwhile<T>(takeBack: () => void, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } finally {
    takeBack();
  }
}

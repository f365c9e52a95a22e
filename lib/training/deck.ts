/**
 * Draws from a deck of `cards`, shuffled anew whenever it has been played: every whole deck has exactly
 * the intended mix, so that short runs come near it too. Fisher–Yates.
 */
export function createDeck<T>(cards: readonly T[], random: () => number): () => T {
  let deck: T[] = [];
  return () => {
    if (deck.length === 0) deck = [...cards];
    const at = Math.floor(random() * deck.length);
    const [card] = deck.splice(at, 1);
    if (card === undefined) throw new RangeError('A deck needs at least one card.');
    return card;
  };
}

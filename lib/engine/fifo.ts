/** First in, first out, both in constant time. */
export class Fifo<Item> {
  private items: Item[] = [];
  private first = 0;

  get size(): number {
    return this.items.length - this.first;
  }

  push(item: Item): void {
    this.items.push(item);
  }

  peek(): Item | undefined {
    return this.items[this.first];
  }

  shift(): Item | undefined {
    if (this.size === 0) return undefined;
    const item = this.items[this.first];
    this.first += 1;
    // Moved up only when half of it is gone: then it costs nothing on the average.
    if (this.first * 2 >= this.items.length) {
      this.items = this.items.slice(this.first);
      this.first = 0;
    }
    return item;
  }
}

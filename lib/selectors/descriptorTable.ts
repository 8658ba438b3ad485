/** A 32-bit number for each descriptor; descriptors are small and dense. */
export class DescriptorTable {
  #numbers = new Int32Array(64);

  /** 0, or nothing, for a descriptor that has none yet. */
  get(fd: number): number | undefined {
    return this.#numbers[fd];
  }

  set(fd: number, number: number): void {
    if (fd >= this.#numbers.length) {
      const larger = new Int32Array(2 * fd);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[fd] = number;
  }
}

/** Whether the process is on its way out. Once it is, no new work is taken. */
export class Drain {
  #begun = false;

  begin(): void {
    this.#begun = true;
  }

  get begun(): boolean {
    return this.#begun;
  }
}

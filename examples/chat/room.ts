import type { Visitor } from './visitor.js';

export class Room {
  readonly name: string;
  readonly visitors = new Set<Visitor>();

  constructor(name: string) {
    this.name = name;
  }
}

import type { ChatServer } from './server.js';
import type { Visitor } from './visitor.js';

type Command = (visitor: Visitor, server: ChatServer, argument: string) => void;

const WORD = /^[\p{L}\p{N}_.-]{1,32}$/u;

const commands: Readonly<Record<string, Command>> = {
  join(visitor, server, room) {
    if (WORD.test(room)) {
      server.move(visitor, room);
      visitor.tell(`You are in ${room}, with ${visitor.room.visitors.size - 1} others`);
    } else {
      visitor.tell('/join ROOM: one word, please');
    }
  },

  name(visitor, server, name) {
    if (!WORD.test(name)) visitor.tell('/name NAME: one word, please');
    else if (server.rename(visitor, name)) visitor.tell(`You are ${name}`);
    else visitor.tell(`${name} is somebody else's name`);
  },

  who(visitor) {
    const names = Array.from(visitor.room.visitors, ({ name }) => name);
    visitor.tell(`Here: ${names.join(', ')}`);
  },

  quit(visitor) {
    visitor.tell('Bye');
    visitor.leave();
  },
};

export const COMMANDS = '/join ROOM, /name NAME, /who, /quit';

/** Does what a line that starts with a slash asks for. */
export function obey(visitor: Visitor, server: ChatServer, line: string): void {
  const [, word = '', argument = ''] = line.match(/^\/(\S*)\s*(.*?)\s*$/) ?? [];
  if (Object.hasOwn(commands, word)) commands[word]?.(visitor, server, argument);
  else visitor.tell(`There is ${COMMANDS}. Everything else is said to the room`);
}

// A chat server in raw C over epoll(7). A client's first line is the number of its room and is sent
// back; each later line goes to everybody else in the room. What a client has not yet taken is
// queued, and a client with too long a queue is cut off.
#include "server.h"

#include <string.h>

typedef struct {
  struct Client** members;
  size_t count;
} Room;

typedef struct Client {
  Handler handler;
  Room* room;
  char* unfinished_line;
  size_t unfinished_bytes;
  char* queue;
  size_t queued_bytes;
} Client;

enum { kRooms = 1024, kMostQueuedBytes = 1 << 20 };

static char buffer[kReceiveBytes];
static Room rooms[kRooms];

static void Append(char** bytes, size_t* length, const char* more, size_t more_bytes) {
  *bytes = realloc(*bytes, *length + more_bytes);
  memcpy(*bytes + *length, more, more_bytes);
  *length += more_bytes;
}

static void Queue(Client* client, const char* bytes, size_t length) {
  if (client->queued_bytes + length > kMostQueuedBytes) {
    shutdown(client->handler.fd, SHUT_RDWR);
    return;
  }
  if (client->queued_bytes == 0) Watch(&client->handler, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
  Append(&client->queue, &client->queued_bytes, bytes, length);
}

static void Send(Client* client, const char* bytes, size_t length) {
  ssize_t sent = 0;
  if (client->queued_bytes == 0) {
    sent = send(client->handler.fd, bytes, length, MSG_NOSIGNAL);
    if (sent == (ssize_t)length) return;
    if (sent < 0 && errno != EAGAIN) return;  // its own event follows and drops it
    if (sent < 0) sent = 0;
  }
  Queue(client, bytes + sent, length - (size_t)sent);
}

static void Flush(Client* client) {
  const ssize_t sent = send(client->handler.fd, client->queue, client->queued_bytes, MSG_NOSIGNAL);
  if (sent <= 0) return;
  client->queued_bytes -= (size_t)sent;
  memmove(client->queue, client->queue + sent, client->queued_bytes);
  if (client->queued_bytes == 0) Watch(&client->handler, EPOLL_CTL_MOD, EPOLLIN);
}

static void Drop(Client* client) {
  Room* room = client->room;
  for (size_t i = 0; room != NULL && i < room->count; ++i) {
    if (room->members[i] == client) room->members[i] = room->members[--room->count];
  }
  close(client->handler.fd);
  free(client->unfinished_line);
  free(client->queue);
  free(client);
}

static void Join(Client* client, const char* line, size_t length) {
  Room* room = &rooms[(unsigned)atoi(line) % kRooms];
  room->members = realloc(room->members, (room->count + 1) * sizeof(Client*));
  room->members[room->count++] = client;
  client->room = room;
  Send(client, line, length);
}

static void TakeLines(Client* client, const char* lines, size_t length) {
  if (client->room == NULL) {
    const size_t first = (size_t)((const char*)memchr(lines, '\n', length) - lines) + 1;
    Join(client, lines, first);
    lines += first;
    length -= first;
  }
  if (length == 0) return;
  const Room* room = client->room;
  for (size_t i = 0; i < room->count; ++i) {
    if (room->members[i] != client) Send(room->members[i], lines, length);
  }
}

static void Receive(Client* client) {
  const ssize_t received = recv(client->handler.fd, buffer, sizeof buffer, 0);
  if (received < 0 && errno == EAGAIN) return;
  if (received <= 0) {
    Drop(client);
    return;
  }
  const char* newline = memrchr(buffer, '\n', (size_t)received);
  const size_t whole = newline == NULL ? 0 : (size_t)(newline - buffer) + 1;
  if (whole > 0 && client->unfinished_bytes == 0) {
    TakeLines(client, buffer, whole);
  } else if (whole > 0) {
    Append(&client->unfinished_line, &client->unfinished_bytes, buffer, whole);
    TakeLines(client, client->unfinished_line, client->unfinished_bytes);
    client->unfinished_bytes = 0;
  }
  const size_t rest = (size_t)received - whole;
  if (rest > 0) Append(&client->unfinished_line, &client->unfinished_bytes, buffer + whole, rest);
}

static void OnReady(Handler* handler, uint32_t events) {
  Client* client = (Client*)handler;
  if (events & EPOLLOUT) Flush(client);
  if (events & ~(uint32_t)EPOLLOUT) Receive(client);
}

static void Accept(Handler* listener, uint32_t events) {
  (void)events;
  for (int fd; (fd = AcceptClient(listener->fd)) >= 0;) {
    Client* client = calloc(1, sizeof *client);
    client->handler = (Handler){OnReady, fd};
    Watch(&client->handler, EPOLL_CTL_ADD, EPOLLIN);
  }
}

int main(void) {
  Serve(Accept);
}

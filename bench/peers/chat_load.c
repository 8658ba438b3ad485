// Fills a chat server's rooms; a few rooms at a time talk, each sending its next message when
// everybody there has the last one. Answers with the server's CPU time per delivered message.
// chat_load CONNECTIONS ROOM_SIZE TALKING_ROOMS MESSAGES PORT SERVER_PID
#include "load.h"

typedef struct {
  int* members;
  int members_count;
  int next_sender;
  int messages_left;
  size_t awaited_bytes;
} Room;

typedef struct {
  int fd;
  Room* room;
} Connection;

static char message[kMessageBytes];

static void Talk(Room* room) {
  room->awaited_bytes = (size_t)(room->members_count - 1) * kMessageBytes;
  SendAll(room->members[room->next_sender], message, sizeof message);
  room->next_sender = (room->next_sender + 1) % room->members_count;
}

// Returns 1 when everybody in the room has its last message.
static int TakeDelivery(const Connection* connection) {
  char bytes[16 * kMessageBytes];
  Room* room = connection->room;
  const ssize_t received = recv(connection->fd, bytes, sizeof bytes, 0);
  if (received <= 0) Check(-1, "recv");
  if ((size_t)received > room->awaited_bytes) {
    fprintf(stderr, "more was delivered than sent\n");
    exit(1);
  }
  room->awaited_bytes -= (size_t)received;
  if (room->awaited_bytes > 0) return 0;
  if (--room->messages_left == 0) return 1;
  Talk(room);
  return 0;
}

int main(int argc, char** argv) {
  if (argc < 7) return 2;
  const int connections = atoi(argv[1]);
  const int room_size = atoi(argv[2]);
  const int talking = atoi(argv[3]);
  const int messages_each = atoi(argv[4]) / talking;
  const int port = atoi(argv[5]);
  const pid_t server = atoi(argv[6]);
  const int rooms_count = connections / room_size;
  memset(message, 'x', sizeof message - 1);
  message[sizeof message - 1] = '\n';
  const int timeout_ms = PinApart(server);
  const clockid_t server_cpu = CpuClockOf(server);
  const int epoll_fd = Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  Room* rooms = calloc((size_t)rooms_count, sizeof *rooms);
  Connection* all = calloc((size_t)connections, sizeof *all);
  for (int i = 0; i < rooms_count * room_size; ++i) {
    Room* room = &rooms[i % rooms_count];
    char greeting[16];
    const int length = snprintf(greeting, sizeof greeting, "%d\n", i % rooms_count);
    all[i] = (Connection){ConnectAndGreet(port, greeting, (size_t)length), room};
    if (room->members == NULL) room->members = calloc((size_t)room_size, sizeof(int));
    room->members[room->members_count++] = all[i].fd;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
    Check(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, all[i].fd, &event), "epoll_ctl");
  }
  struct epoll_event events[kMaxEvents];
  int next_room = 0;
  while (NextRound()) {
    const double started_ns = ClockNs(server_cpu);
    for (int i = 0; i < talking; ++i) {
      Room* room = &rooms[next_room];
      next_room = (next_room + 1) % rooms_count;
      room->messages_left = messages_each;
      Talk(room);
    }
    for (int busy = talking; busy > 0;) {
      const int count = Check(epoll_wait(epoll_fd, events, kMaxEvents, timeout_ms), "epoll_wait");
      for (int i = 0; i < count; ++i) busy -= TakeDelivery(events[i].data.ptr);
    }
    const double deliveries = (double)messages_each * talking * (room_size - 1);
    AnswerNs((ClockNs(server_cpu) - started_ns) / deliveries);
  }
}

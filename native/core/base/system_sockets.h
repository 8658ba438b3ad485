// What the system calls sockets, their addresses and options, the names of hosts, poll(2) and
// select(2): the types that core's declarations have in them, and the constants that binding lists.
// Nothing portable includes these headers but through this one. Those of Windows are to stand here
// beside them: <winsock2.h>, <ws2tcpip.h>, <afunix.h>.
#pragma once

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>

#if __has_include(<netinet/udplite.h>)
#include <netinet/udplite.h>
#endif

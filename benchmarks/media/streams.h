/* The table of streams: who sends from which port under which keys, and where it must arrive. */
#ifndef STREAMS_H
#define STREAMS_H

#include "srtp.h"

#include <netinet/in.h>

enum { MAX_STREAMS = 2000, MAX_CHECK_BYTES = 256, SOCKET_BUFFER_BYTES = 4 << 20, MAX_BYTES = 2048 };

struct stream {
  uint16_t local_port;
  uint16_t sink_port;
  uint32_t ssrc;
  uint8_t payload_type;
  struct srtp srtp;
  uint8_t check[MAX_CHECK_BYTES]; /* a connectivity check that keeps the product's consent alive */
  size_t check_bytes;
};

/* Ends the process with a message; errno's meaning is added. */
void fail(const char *what);

/* Reads a table written by the harness, or ends the process. The first `known` lines are as they
 * were: the table only grows. Keys are opened for one direction. Returns how many there are now. */
int streams_read(const char *file, struct stream *streams, int known, int encrypt);

struct sockaddr_in loopback(uint16_t port);

/* A UDP socket on loopback with large buffers, or the end of the process. Port 0: any. */
int udp_socket(uint16_t port);

/* -1 when the port is taken. */
int udp_socket_or_not(uint16_t port);

uint16_t port_of(int socket);

#endif

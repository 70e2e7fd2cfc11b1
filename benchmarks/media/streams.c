#include "streams.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(1);
}

static size_t unhex(const char *text, uint8_t *to, size_t room) {
  size_t bytes = strlen(text) / 2;
  if (bytes > room) bytes = room;
  for (size_t i = 0; i < bytes; i++) {
    unsigned value;
    if (sscanf(text + 2 * i, "%2x", &value) != 1) fail("not hexadecimal");
    to[i] = (uint8_t)value;
  }
  return bytes;
}

static int parse(const char *line, struct stream *stream, int encrypt) {
  char key_text[65], salt_text[65], check_text[2 * MAX_CHECK_BYTES + 1];
  uint8_t key[MASTER_KEY_BYTES], salt[MASTER_SALT_BYTES];
  unsigned local, sink, ssrc, payload_type;
  if (sscanf(line, "%u %u %x %u %64s %64s %512s", &local, &sink, &ssrc, &payload_type, key_text,
             salt_text, check_text) != 7)
    return 0;
  stream->local_port = (uint16_t)local;
  stream->sink_port = (uint16_t)sink;
  stream->ssrc = ssrc;
  stream->payload_type = (uint8_t)payload_type;
  if (unhex(key_text, key, sizeof key) != sizeof key) return 0;
  if (unhex(salt_text, salt, sizeof salt) != sizeof salt) return 0;
  srtp_open(&stream->srtp, key, salt, encrypt);
  stream->check_bytes = unhex(check_text, stream->check, sizeof stream->check);
  return 1;
}

int streams_read(const char *file, struct stream *streams, int known, int encrypt) {
  char line[1024];
  int count = 0;
  FILE *table = fopen(file, "r");
  if (!table) fail(file);
  while (count < MAX_STREAMS && fgets(line, sizeof line, table)) {
    if (count >= known && !parse(line, &streams[count], encrypt))
      fail("not a line of a table of streams");
    count++;
  }
  fclose(table);
  return count;
}

struct sockaddr_in loopback(uint16_t port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int udp_socket_or_not(uint16_t port) {
  struct sockaddr_in address = loopback(port);
  int bytes = SOCKET_BUFFER_BYTES;
  int udp = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (udp < 0) fail("socket");
  setsockopt(udp, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  setsockopt(udp, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  if (bind(udp, (struct sockaddr *)&address, sizeof address) == 0) return udp;
  close(udp);
  return -1;
}

int udp_socket(uint16_t port) {
  int udp = udp_socket_or_not(port);
  if (udp < 0) fail("a port cannot be bound");
  return udp;
}

uint16_t port_of(int socket) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  if (getsockname(socket, (struct sockaddr *)&address, &length) < 0) fail("getsockname");
  return ntohs(address.sin_port);
}

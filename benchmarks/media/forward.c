/* The least that a forwarder must do: recvmmsg, AES-GCM, sendmmsg, in batches of a millisecond.
 * No ICE, DTLS, loss handling, feedback or timing: the baseline, not an alternative.
 *
 * forward TABLE [gro] [gso]      gro: take in runs of datagrams as one; gso: give out runs as one.
 * Prints its port, then forwards until killed. */
#define _GNU_SOURCE
#include "streams.h"

#include <arpa/inet.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  BATCH = 256,
  GRO_BATCH = 32, /* a slot holds up to 64 KiB then */
  GRO_BYTES = 65536,
  MAX_SEGMENTS = 48, /* times 1,200 bytes stays below the 64 KiB of one send */
  OUT = 4096,        /* packets of one batch, when each of GRO_BATCH slots is full */
  SINK_SSRC = 0x5105ce,
  SINK_PAYLOAD_TYPE = 96,
  WAIT_NANOS = 1000000
};

static struct stream streams[MAX_STREAMS];
static struct stream *by_port[65536];
static struct sockaddr_in sinks[MAX_STREAMS];

static int gro, gso, in, out;

/* What goes out after this batch. One message is one packet, or with gso a run to one sink. */
static struct iovec parts[OUT];
static struct mmsghdr messages[OUT];
static struct {
  struct cmsghdr header;
  uint16_t segment;
} __attribute__((aligned(8))) segments[OUT];
static int part_count, message_count;

/* Whether a packet may join the last message: the same sink and size, and there is room. */
static int continues(const struct sockaddr_in *sink, size_t length) {
  if (!gso || message_count == 0) return 0;
  const struct msghdr *last = &messages[message_count - 1].msg_hdr;
  return last->msg_name == sink && last->msg_iov[0].iov_len == length &&
         last->msg_iovlen < MAX_SEGMENTS;
}

static void enqueue(uint8_t *packet, size_t length, struct sockaddr_in *sink) {
  struct iovec *part = &parts[part_count++];
  part->iov_base = packet;
  part->iov_len = length;
  if (continues(sink, length)) {
    messages[message_count - 1].msg_hdr.msg_iovlen++;
    return;
  }
  struct msghdr *message = &messages[message_count++].msg_hdr;
  *message = (struct msghdr){.msg_iov = part, .msg_iovlen = 1};
  message->msg_name = sink;
  message->msg_namelen = sizeof *sink;
}

static void flush(void) {
  for (int i = 0; i < message_count; i++) {
    struct msghdr *message = &messages[i].msg_hdr;
    if (message->msg_iovlen < 2) continue;
    segments[i].header.cmsg_level = SOL_UDP;
    segments[i].header.cmsg_type = UDP_SEGMENT;
    segments[i].header.cmsg_len = CMSG_LEN(sizeof(uint16_t));
    memcpy(CMSG_DATA(&segments[i].header), &(uint16_t){(uint16_t)message->msg_iov[0].iov_len},
           sizeof(uint16_t));
    message->msg_control = &segments[i];
    message->msg_controllen = CMSG_SPACE(sizeof(uint16_t));
  }
  for (int sent = 0; sent < message_count;) {
    int now = sendmmsg(out, messages + sent, (unsigned)(message_count - sent), 0);
    sent += now > 0 ? now : 1; /* a message that is refused is lost */
  }
  message_count = part_count = 0;
}

static void forward(uint8_t *packet, size_t length, struct stream *stream) {
  uint32_t ssrc = htonl(SINK_SSRC);
  length = srtp_unprotect(&stream->srtp, packet, length);
  if (length == 0) return;
  uint16_t sequence = htons((uint16_t)((packet[2] << 8 | packet[3]) + 1000));
  packet[1] = (packet[1] & 0x80) | SINK_PAYLOAD_TYPE;
  memcpy(packet + 2, &sequence, 2);
  memcpy(packet + 8, &ssrc, 4);
  enqueue(packet, length, &sinks[stream - streams]);
}

/* How long each datagram of a run is; the last may be shorter. */
static size_t segment_bytes(struct msghdr *message, size_t length) {
  for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_level == SOL_UDP && c->cmsg_type == UDP_GRO) {
      int bytes;
      memcpy(&bytes, CMSG_DATA(c), sizeof bytes);
      return (size_t)bytes;
    }
  }
  return length;
}

static void received(struct mmsghdr *slot) {
  const struct sockaddr_in *from = slot->msg_hdr.msg_name;
  uint8_t *bytes = slot->msg_hdr.msg_iov->iov_base;
  struct stream *stream = by_port[ntohs(from->sin_port)];
  size_t step = gro ? segment_bytes(&slot->msg_hdr, slot->msg_len) : slot->msg_len;
  /* 128 and up is RTP (RFC 7983 §7); connectivity checks are passed over. */
  if (!stream || slot->msg_len == 0 || bytes[0] < 128) return;
  for (size_t at = 0; at < slot->msg_len && part_count < OUT; at += step) {
    size_t left = slot->msg_len - at;
    forward(bytes + at, left < step ? left : step, stream);
  }
}

static void run(void) {
  int batch = gro ? GRO_BATCH : BATCH;
  size_t slot_bytes = gro ? GRO_BYTES : MAX_BYTES;
  static struct mmsghdr slots[BATCH];
  static struct iovec buffers[BATCH];
  static struct sockaddr_in sources[BATCH];
  static uint8_t controls[BATCH][CMSG_SPACE(sizeof(int))] __attribute__((aligned(8)));
  uint8_t *slab = aligned_alloc(4096, (size_t)batch * slot_bytes);
  if (!slab) fail("memory");
  for (int i = 0; i < batch; i++) {
    buffers[i] = (struct iovec){slab + (size_t)i * slot_bytes, slot_bytes};
    slots[i].msg_hdr = (struct msghdr){.msg_iov = &buffers[i], .msg_iovlen = 1};
    slots[i].msg_hdr.msg_name = &sources[i];
    slots[i].msg_hdr.msg_namelen = sizeof sources[i];
    slots[i].msg_hdr.msg_control = gro ? controls[i] : NULL;
    slots[i].msg_hdr.msg_controllen = gro ? sizeof controls[i] : 0;
  }
  for (;;) {
    int count = recvmmsg(in, slots, (unsigned)batch, MSG_DONTWAIT, NULL);
    for (int i = 0; i < count; i++) {
      received(&slots[i]);
      slots[i].msg_hdr.msg_namelen = sizeof sources[i]; /* the kernel writes over both */
      slots[i].msg_hdr.msg_controllen = gro ? sizeof controls[i] : 0;
    }
    flush();
    if (count <= 0) {
      poll(&(struct pollfd){.fd = in, .events = POLLIN}, 1, -1);
    } else if (count < batch) {
      nanosleep(&(struct timespec){0, WAIT_NANOS}, NULL);
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s TABLE [gro] [gso]\n", argv[0]);
    return 2;
  }
  for (int i = 2; i < argc; i++) {
    gro |= strcmp(argv[i], "gro") == 0;
    gso |= strcmp(argv[i], "gso") == 0;
  }
  int count = streams_read(argv[1], streams, 0, 0);
  for (int i = 0; i < count; i++) {
    by_port[streams[i].local_port] = &streams[i];
    sinks[i] = loopback(streams[i].sink_port);
  }
  in = udp_socket(0);
  out = udp_socket(0);
  if (gro && setsockopt(in, SOL_UDP, UDP_GRO, &(int){1}, sizeof(int)) < 0) fail("UDP_GRO");
  printf("%u\n", port_of(in));
  fflush(stdout);
  run();
}

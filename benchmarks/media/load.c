/* The publishers and the FFmpegs of a measurement: sends encrypted RTP to one forwarder, counts
 * what arrives in clear at the sinks, and reads the forwarder's CPU time meanwhile.
 *
 * load SINKS                  Binds so many sinks and prints their RTP ports, then obeys stdin:
 *   streams TABLE             takes over what streams the table has more than before: binds the
 *                             ports they come from
 *   check PORT                sends each stream's connectivity check there
 *   run SLOT PORT PID RATE BURST STREAMS EXTENSION LEAD-MS MS
 *                             sends RATE packets a second (0: as fast as they come through), each
 *                             stream BURST at a time, to the forwarder PID at PORT; measures for MS
 *                             after LEAD-MS. SLOT tells forwarders apart: each has its own numbering.
 *                             EXTENSION is the id of the transport-wide sequence number, or 0.
 *   answered by:              SENT ARRIVED LATE PACKETS CPU-NANOS NANOS
 *                             of the whole run: packets sent, arrived, sent 1 ms late or more;
 *                             of the measured time: packets arrived, CPU and wall time.
 */
#define _GNU_SOURCE
#include "streams.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  SLOTS = 16,
  PACKET_BYTES = 1200, /* as encrypted */
  PLAIN_BYTES = PACKET_BYTES - TAG_BYTES,
  SINK_PAYLOAD_TYPE = 96,
  FRAME_PACKETS = 9,
  FRAMES_TO_KEY_FRAME = 30,
  FRAME_TICKS = 3000, /* 30 frames a second at 90 kHz */
  EXTENSION_BYTES = 8,
  MARK_AT = 16, /* in the payload, behind the header of a VP8 key frame */
  MARK_BYTES = 4,
  PEEK_BYTES = RTP_HEADER_BYTES + MARK_AT + MARK_BYTES,
  WINDOW = 1500, /* packets under way when sending as fast as they come through */
  FIRST_SINK_PORT = 20000,
  SINK_PORTS = 4 /* RTP, RTCP, and room for the sound of each */
};
#define MARK "open"
#define MILLI 1000000LL
#define SECOND 1000000000LL
#define MOST_BEHIND (2 * MILLI)

static struct stream streams[MAX_STREAMS];
static int sources[MAX_STREAMS], sinks[MAX_STREAMS], reports[MAX_STREAMS];
static uint64_t next_index[SLOTS][MAX_STREAMS];
static int stream_count, sink_count;

/* Of the current run. */
static long long sent, arrived;
static int next_stream, next_sink, drained;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

/* User and system time of another process with all its threads, the kernel's work for it included. */
static long long cpu_of(pid_t pid) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
    fail("the forwarder has gone");
  return time.tv_sec * SECOND + time.tv_nsec;
}

/* ---- the sinks ---- */

static void bind_sinks(int count) {
  int port = FIRST_SINK_PORT;
  for (sink_count = 0; sink_count < count; port += SINK_PORTS) {
    if (port > 32000) fail("no ports for the sinks");
    int rtp = udp_socket_or_not((uint16_t)port);
    if (rtp < 0) continue;
    int rtcp = udp_socket_or_not((uint16_t)(port + 1));
    if (rtcp < 0) {
      close(rtp);
      continue;
    }
    sinks[sink_count] = rtp;
    reports[sink_count++] = rtcp;
    printf("%d ", port);
  }
  printf("\n");
}

/* Counted is what came through in clear, under the sink's payload type, at its full length; of the
 * header only the fixed part is left. */
static int is_media(const uint8_t *packet, unsigned length) {
  return (length == PLAIN_BYTES || length == PLAIN_BYTES - EXTENSION_BYTES) &&
         (packet[1] & 0x7f) == SINK_PAYLOAD_TYPE &&
         memcmp(packet + RTP_HEADER_BYTES + MARK_AT, MARK, MARK_BYTES) == 0;
}

/* Reads the beginning of each packet only: the load must not be what limits. */
static void drain(int sink) {
  static uint8_t beginnings[64][PEEK_BYTES];
  static struct iovec parts[64];
  static struct mmsghdr messages[64];
  int count;
  do {
    for (int i = 0; i < 64; i++) {
      parts[i] = (struct iovec){beginnings[i], PEEK_BYTES};
      messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    count = recvmmsg(sinks[sink], messages, 64, MSG_DONTWAIT | MSG_TRUNC, NULL);
    for (int i = 0; i < count; i++) arrived += is_media(beginnings[i], messages[i].msg_len);
  } while (count == 64);
}

static void drop_all(int udp) {
  uint8_t byte;
  while (recv(udp, &byte, 1, MSG_DONTWAIT | MSG_TRUNC) >= 0 || errno == EINTR) continue;
}

/* One sink after the other, and now and then what else comes for a stream: sender reports,
 * feedback, answers to checks. */
static void drain_next(int streams_in_use) {
  next_sink = (next_sink + 1) % streams_in_use;
  drain(next_sink);
  if (drained++ % 16 != 0) return;
  int other = drained / 16 % streams_in_use;
  drop_all(sources[other]);
  drop_all(reports[other]);
}

/* ---- the publishers ---- */

/* The one who gave the port up may take a moment to close it. */
static int bind_soon(uint16_t port) {
  for (int i = 0; i < 200; i++) {
    int udp = udp_socket_or_not(port);
    if (udp >= 0) return udp;
    nanosleep(&(struct timespec){0, 10 * MILLI}, NULL);
  }
  return udp_socket(port);
}

static void take_over(const char *table) {
  int known = stream_count, segment = PACKET_BYTES;
  stream_count = streams_read(table, streams, known, 1);
  for (int i = known; i < stream_count; i++) {
    sources[i] = bind_soon(streams[i].local_port);
    if (setsockopt(sources[i], SOL_UDP, UDP_SEGMENT, &segment, sizeof segment) < 0)
      fail("UDP_SEGMENT");
  }
  printf("ready\n");
}

/* RFC 8285 §4.2, with one extension of two bytes: the transport-wide sequence number. */
static size_t write_extension(uint8_t *at, int id, uint64_t index) {
  uint16_t sequence = htons((uint16_t)index);
  memcpy(at, (uint8_t[]){0xbe, 0xde, 0, 1, (uint8_t)(id << 4 | 1), 0, 0, 0}, EXTENSION_BYTES);
  memcpy(at + 5, &sequence, 2);
  return EXTENSION_BYTES;
}

/* VP8 (RFC 7741 §4.2): frames of nine packets, each thirtieth a key frame of 640x360. */
static void write_payload(uint8_t *payload, size_t bytes, uint64_t index) {
  static const uint8_t key_frame[] = {0x10, 0x10, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1};
  static const uint8_t frame[] = {0x10, 1}, rest_of_frame[] = {0, 1};
  memset(payload, 0, bytes);
  if (index % FRAME_PACKETS != 0)
    memcpy(payload, rest_of_frame, sizeof rest_of_frame);
  else if (index / FRAME_PACKETS % FRAMES_TO_KEY_FRAME != 0)
    memcpy(payload, frame, sizeof frame);
  else
    memcpy(payload, key_frame, sizeof key_frame);
  memcpy(payload + MARK_AT, MARK, MARK_BYTES);
}

/* Of PACKET_BYTES, encrypted. */
static void write_packet(uint8_t *packet, struct stream *stream, uint64_t index, int extension) {
  uint16_t sequence = htons((uint16_t)index);
  uint32_t timestamp = htonl((uint32_t)(index / FRAME_PACKETS) * FRAME_TICKS);
  uint32_t ssrc = htonl(stream->ssrc);
  size_t header = RTP_HEADER_BYTES;
  packet[0] = extension ? 0x90 : 0x80;
  packet[1] = (uint8_t)(stream->payload_type |
                        (index % FRAME_PACKETS == FRAME_PACKETS - 1 ? 0x80 : 0));
  memcpy(packet + 2, &sequence, 2);
  memcpy(packet + 4, &timestamp, 4);
  memcpy(packet + 8, &ssrc, 4);
  if (extension) header += write_extension(packet + header, extension, index);
  write_payload(packet + header, PLAIN_BYTES - header, index);
  srtp_protect(&stream->srtp, packet, header, PLAIN_BYTES, index);
}

static void send_to(int stream, uint16_t port, const uint8_t *bytes, size_t length) {
  struct sockaddr_in to = loopback(port);
  while (sendto(sources[stream], bytes, length, 0, (struct sockaddr *)&to, sizeof to) < 0) {
    if (errno != EAGAIN && errno != EINTR) fail("sendto");
  }
}

static void send_checks(uint16_t port) {
  for (int i = 0; i < stream_count; i++)
    send_to(i, port, streams[i].check, streams[i].check_bytes);
}

/* ---- a run ---- */

struct order {
  int slot, port, pid, rate, burst, streams, extension, lead_ms, ms;
};

/* A burst leaves as one datagram that the kernel cuts, as a network card with GRO would give it. It
 * ends with its frame, as an encoder's do: the first after another pace may be a shorter one. */
static void send_burst(const struct order *order) {
  static uint8_t bytes[FRAME_PACKETS * PACKET_BYTES];
  int stream = next_stream;
  uint64_t *index = &next_index[order->slot][stream];
  int count = order->burst - (int)(*index % (uint64_t)order->burst);
  next_stream = (next_stream + 1) % order->streams;
  for (int i = 0; i < count; i++)
    write_packet(bytes + i * PACKET_BYTES, &streams[stream], (*index)++, order->extension);
  send_to(stream, (uint16_t)order->port, bytes, (size_t)count * PACKET_BYTES);
  sent += count;
}

struct window {
  long long packets, cpu, at;
};

static struct window look(pid_t pid) { return (struct window){arrived, cpu_of(pid), now()}; }

/* Waits for stragglers: a forwarder may hold packets behind a lost one for a second. */
static void settle(int streams_in_use) {
  long long until = now() + 1500 * MILLI;
  while (arrived < sent && now() < until) drain_next(streams_in_use);
}

static void run(const struct order *order) {
  long long begin = now(), measure = begin + order->lead_ms * MILLI;
  long long end = measure + order->ms * MILLI;
  long long gap = order->rate ? order->burst * SECOND / order->rate : 0;
  long long drain_gap = 2 * MILLI / order->streams, drain_due = begin, due = begin, late = 0;
  long long given_up = 0, progress_at = begin, progress = 0;
  struct window first = {-1, 0, 0}, last;
  sent = arrived = next_stream = next_sink = 0;
  for (long long time = begin; time < end; time = now()) {
    if (first.packets < 0 && time >= measure) first = look(order->pid);
    if (time >= drain_due) {
      drain_next(order->streams);
      drain_due += drain_gap;
      if (drain_due < time - 2 * MILLI) drain_due = time; /* never mind what was missed */
    }
    if (arrived != progress) {
      progress = arrived;
      progress_at = time;
    } else if (time - progress_at > 20 * MILLI) {
      given_up = sent - arrived; /* lost: the window must not wait for them */
      progress_at = time;
    }
    int is_due = gap ? time >= due : sent - arrived - given_up < WINDOW;
    if (!is_due) continue;
    if (gap && time - due > MILLI) late += order->burst;
    /* When this process did not run for a while, its publishers did not send either: to make up for
     * it would be a burst that no socket's buffer holds. */
    if (time - due > MOST_BEHIND) due = time - MOST_BEHIND;
    send_burst(order);
    due += gap;
  }
  last = look(order->pid);
  settle(order->streams);
  printf("%lld %lld %lld %lld %lld %lld\n", sent, arrived, late, last.packets - first.packets,
         last.cpu - first.cpu, last.at - first.at);
}

static int read_run(const char *line, struct order *order) {
  return sscanf(line, "run %d %d %d %d %d %d %d %d %d", &order->slot, &order->port, &order->pid,
                &order->rate, &order->burst, &order->streams, &order->extension, &order->lead_ms,
                &order->ms) == 9 &&
         order->slot >= 0 && order->slot < SLOTS && order->burst >= 1 &&
         order->burst <= FRAME_PACKETS && order->streams >= 1 && order->streams <= stream_count;
}

static void obey(const char *line) {
  char table[512];
  struct order order;
  unsigned port;
  if (sscanf(line, "check %u", &port) == 1) {
    send_checks((uint16_t)port);
  } else if (sscanf(line, "streams %511s", table) == 1) {
    take_over(table);
  } else if (read_run(line, &order)) {
    run(&order);
  } else {
    fprintf(stderr, "no such order: %s", line);
    exit(2);
  }
}

int main(int argc, char **argv) {
  char line[1024];
  struct rlimit files = {16384, 16384};
  int count = argc == 2 ? atoi(argv[1]) : 0;
  if (count < 1 || count > MAX_STREAMS) {
    fprintf(stderr, "usage: %s SINKS\n", argv[0]);
    return 2;
  }
  setrlimit(RLIMIT_NOFILE, &files); /* three sockets a stream; refused, it shows when they run out */
  setvbuf(stdout, NULL, _IOLBF, 0);
  bind_sinks(count);
  while (fgets(line, sizeof line, stdin)) obey(line);
}

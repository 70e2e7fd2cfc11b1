/* AEAD_AES_128_GCM for SRTP (RFC 7714) by OpenSSL: one direction of one source. */
#ifndef SRTP_H
#define SRTP_H

#include <openssl/evp.h>
#include <stddef.h>
#include <stdint.h>

enum { MASTER_KEY_BYTES = 16, MASTER_SALT_BYTES = 12, TAG_BYTES = 16, RTP_HEADER_BYTES = 12 };

struct srtp {
  EVP_CIPHER_CTX *cipher;
  uint8_t salt[MASTER_SALT_BYTES];
  uint64_t highest; /* rollover counter and sequence number of the latest packet that was opened */
  int any;
};

void srtp_open(struct srtp *srtp, const uint8_t *key, const uint8_t *salt, int encrypt);

/* Encrypts in place; TAG_BYTES behind the packet must be free. The header stays in clear.
 * `index` is the rollover counter and, in its lower 16 bits, the packet's sequence number. */
size_t srtp_protect(struct srtp *srtp, uint8_t *packet, size_t header, size_t length,
                    uint64_t index);

/* Decrypts in place a packet with a header of 12 bytes; 0 when it is not authentic. */
size_t srtp_unprotect(struct srtp *srtp, uint8_t *packet, size_t length);

#endif

#include "srtp.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(int ok) {
  if (!ok) {
    fprintf(stderr, "OpenSSL refused\n");
    exit(1);
  }
}

/* RFC 3711 §4.3.3; a salt of 12 bytes is padded to 14 (RFC 7714 §11). */
static void derive(const uint8_t *key, const uint8_t *salt, uint8_t label, uint8_t *to, int bytes) {
  uint8_t counter[16] = {0}, zeros[16] = {0};
  int written;
  memcpy(counter, salt, MASTER_SALT_BYTES);
  counter[7] ^= label;
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
  require(cipher && EVP_EncryptInit_ex(cipher, EVP_aes_128_ctr(), NULL, key, counter));
  require(EVP_EncryptUpdate(cipher, to, &written, zeros, bytes));
  EVP_CIPHER_CTX_free(cipher);
}

void srtp_open(struct srtp *srtp, const uint8_t *key, const uint8_t *salt, int encrypt) {
  uint8_t session_key[MASTER_KEY_BYTES];
  derive(key, salt, 0x00, session_key, MASTER_KEY_BYTES);
  derive(key, salt, 0x02, srtp->salt, MASTER_SALT_BYTES);
  srtp->cipher = EVP_CIPHER_CTX_new();
  srtp->highest = 0;
  srtp->any = 0;
  require(srtp->cipher &&
          EVP_CipherInit_ex(srtp->cipher, EVP_aes_128_gcm(), NULL, session_key, NULL, encrypt));
}

/* RFC 7714 §8.1. */
static void iv_of(const struct srtp *srtp, const uint8_t *packet, uint64_t index, uint8_t *iv) {
  uint32_t roc = htonl((uint32_t)(index >> 16));
  iv[0] = iv[1] = 0;
  memcpy(iv + 2, packet + 8, 4);
  memcpy(iv + 6, &roc, 4);
  memcpy(iv + 10, packet + 2, 2);
  for (int i = 0; i < MASTER_SALT_BYTES; i++) iv[i] ^= srtp->salt[i];
}

size_t srtp_protect(struct srtp *srtp, uint8_t *packet, size_t header, size_t length,
                    uint64_t index) {
  uint8_t iv[MASTER_SALT_BYTES];
  uint8_t *payload = packet + header;
  int written, payload_bytes = (int)(length - header);
  iv_of(srtp, packet, index, iv);
  require(EVP_EncryptInit_ex(srtp->cipher, NULL, NULL, NULL, iv) &&
          EVP_EncryptUpdate(srtp->cipher, NULL, &written, packet, (int)header) &&
          EVP_EncryptUpdate(srtp->cipher, payload, &written, payload, payload_bytes) &&
          EVP_EncryptFinal_ex(srtp->cipher, packet + length, &written) &&
          EVP_CIPHER_CTX_ctrl(srtp->cipher, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, packet + length));
  return length + TAG_BYTES;
}

/* The index that is nearest to the highest so far (RFC 3711 §3.3.1). */
static uint64_t index_of(const struct srtp *srtp, uint16_t sequence) {
  if (!srtp->any) return sequence;
  int16_t ahead = (int16_t)(sequence - (uint16_t)srtp->highest);
  return srtp->highest + (uint64_t)(int64_t)ahead;
}

size_t srtp_unprotect(struct srtp *srtp, uint8_t *packet, size_t length) {
  uint8_t iv[MASTER_SALT_BYTES];
  uint8_t *payload = packet + RTP_HEADER_BYTES;
  int written;
  if (length < RTP_HEADER_BYTES + TAG_BYTES) return 0;
  size_t plain = length - TAG_BYTES;
  uint64_t index = index_of(srtp, (uint16_t)(packet[2] << 8 | packet[3]));
  iv_of(srtp, packet, index, iv);
  if (!EVP_DecryptInit_ex(srtp->cipher, NULL, NULL, NULL, iv) ||
      !EVP_DecryptUpdate(srtp->cipher, NULL, &written, packet, RTP_HEADER_BYTES) ||
      !EVP_DecryptUpdate(srtp->cipher, payload, &written, payload, (int)(plain - RTP_HEADER_BYTES)) ||
      !EVP_CIPHER_CTX_ctrl(srtp->cipher, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, packet + plain) ||
      EVP_DecryptFinal_ex(srtp->cipher, packet + plain, &written) <= 0)
    return 0;
  if (!srtp->any || index > srtp->highest) srtp->highest = index;
  srtp->any = 1;
  return plain;
}

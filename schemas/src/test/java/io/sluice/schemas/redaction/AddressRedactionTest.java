package io.sluice.schemas.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "rtsp://user:secret@host:554/live rtsp://user:***@host:554/live",
        "rtsp://user:secret@[::1]:554/live rtsp://user:***@[::1]:554/live",
        "http://user:a@b:secret@host/x http://user:***@host/x",
        "http://user:se/cret@host/x http://user:***@host/x",
        "http://user:se?cret@host/x http://user:***@host/x",
        "rtmp://host/app/secret rtmp://host/app/***",
        "RTMPS://host:443/app/secret/ RTMPS://host:443/app/***/",
        "rtmp://u:secret@host/app/secret?k=secret rtmp://u:***@host/app/***?k=***",
        "rtmps://host/secret rtmps://host/***",
        "srt://host:9000?passphrase=secret&streamid=secret srt://host:9000?passphrase=***&streamid=***",
        "https://host/upload?secret https://host/upload?***",
        "https://host/upload?a=secret;b=secret https://host/upload?a=***;b=***",
        "https://host/p#secret https://host/p#***",
        "[f=flv]rtmp://a/b/secret|[f=mpegts]srt://c:1?passphrase=secret"
            + " [f=flv]rtmp://a/b/***|[f=mpegts]srt://c:1?passphrase=***",
        "async:cache:rtmp://host/app/secret async:cache:rtmp://host/app/***",
      })
  void hidesWhatIsSecretInAnAddress(String address, String shown) {
    assertThat(AddressRedaction.redacted(address)).isEqualTo(shown).doesNotContain("secret");
  }

  @Test
  void hidesTheOptionsBehindAnRtmpAddress() {
    assertThat(AddressRedaction.redacted("rtmp://host/app/key playpath=key live=1"))
        .isEqualTo("rtmp://host/app/*** playpath=*** live=***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "rtmp://host/app/${secret:KEY} rtmp://host/app/${secret:KEY}",
        "rtmp://host/app/x${secret:KEY}y rtmp://host/app/***${secret:KEY}***",
        "rtsp://user:${secret:PW}@host/a rtsp://user:${secret:PW}@host/a",
        "srt://h:1?passphrase=${secret:A}&streamid=b srt://h:1?passphrase=${secret:A}&streamid=***",
        "${secret:WHOLE} ${secret:WHOLE}",
      })
  void keepsReferencesVisible(String address, String shown) {
    assertThat(AddressRedaction.redacted(address)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "recordings/demo.mkv",
        "hls/index.m3u8",
        "what?.mkv",
        "udp://239.0.0.1:5000",
        "udp://[ff02::1]:5000",
        "https://host:8080/@channel/live",
        "rtmp://host",
        "testsrc=size=320x240:rate=30",
      })
  void leavesWhatHoldsNoSecretAlone(String address) {
    assertThat(AddressRedaction.redacted(address)).isEqualTo(address);
  }

  @Test
  void doesNotTakeAStrayCharacterForAReference() {
    assertThat(AddressRedaction.redacted("rtmp://host/app/a\uE000b${secret:K}"))
        .isEqualTo("rtmp://host/app/***${secret:K}");
  }
}

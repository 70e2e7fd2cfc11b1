package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhipRequestRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/sdp",
        "Application/SDP",
        "application/sdp; charset=utf-8",
        " application/sdp ;a=b"
      })
  void knowsSdpWhateverItsCaseAndParameters(String contentType) {
    assertThat(MediaTypes.names(contentType, MediaTypes.SDP)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "application/sdpx", "text/plain", "application/json; application/sdp"})
  void takesNothingElseForSdp(String contentType) {
    assertThat(MediaTypes.names(contentType, MediaTypes.SDP)).isFalse();
    assertThat(MediaTypes.names(null, MediaTypes.SDP)).isFalse();
  }

  @Test
  void tellsAPreflightFromAPlainOptions() {
    assertThat(Cors.isPreflight("OPTIONS", "POST")).isTrue();
    assertThat(Cors.isPreflight("OPTIONS", null)).isFalse();
    assertThat(Cors.isPreflight("POST", "POST")).isFalse();
  }

  @Test
  void knowsMethodsByTheirExactNames() {
    assertThat(WhipMethod.named("PATCH")).contains(WhipMethod.PATCH);
    assertThat(WhipMethod.named("patch")).isEmpty();
    assertThat(WhipMethod.named("PUT")).isEmpty();
  }
}

package io.sluice.controlplane.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  /// The example of the Standard Webhooks libraries.
  @Test
  void signsAsTheVectorSays() {
    Signature signature = Signature.by("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            signature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_c2hvcnQ=", "whsec_!"})
  void takesNoSecretThatIsNoneOrTooShort(String secret) {
    assertThatThrownBy(() -> Signature.by(secret)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void repeatsNoSecretThatItDoesNotTake() {
    assertThatThrownBy(() -> Signature.by("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        .hasMessageNotContaining("MfKQ");
  }

  @Test
  void hidesTheSecret() {
    assertThat(Signature.by("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").toString())
        .doesNotContain("MfKQ");
  }
}

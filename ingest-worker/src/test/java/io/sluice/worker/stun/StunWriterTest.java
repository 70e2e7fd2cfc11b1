package io.sluice.worker.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunWriterTest {
  private static final String PASSWORD = "a password of some length";
  private static final TransactionId ID = TransactionId.random(new Random(5));

  private static StunMessage read(byte[] message) {
    return StunReader.read(message, 0, message.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "2001:db8::7", "127.0.0.1", "::1"})
  void aSuccessTellsTheSourceAndProvesThePassword(String address) {
    InetSocketAddress source = new InetSocketAddress(address, 54_321);

    StunMessage message = read(StunWriter.success(ID, source, PASSWORD));

    StunMessage.BindingSuccess success = (StunMessage.BindingSuccess) message;
    assertThat(success.transactionId()).isEqualTo(ID);
    assertThat(success.mappedAddress()).isEqualTo(source);
    assertThat(success.proof().matches(PASSWORD)).isTrue();
    assertThat(success.proof().matches("another")).isFalse();
  }

  @Test
  void aRequestCarriesWhatAControllingAgentSays() {
    byte[] bytes = StunWriter.request(ID, "local:remote", PASSWORD, 0xfedc_ba98L, -3L, true);

    StunMessage.BindingRequest request = (StunMessage.BindingRequest) read(bytes);

    assertThat(request.username()).isEqualTo("local:remote");
    assertThat(request.localUfrag()).isEqualTo("local");
    assertThat(request.priority()).isEqualTo(0xfedc_ba98L);
    assertThat(request.useCandidate()).isTrue();
    assertThat(request.controlling()).hasValue(-3L);
    assertThat(request.isAuthentic(PASSWORD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 250, 512})
  void aUsernameOfAnyLengthComesBackWhole(int length) {
    String username = "u".repeat(length);

    StunMessage message = read(StunWriter.request(ID, username, PASSWORD, 1, 1, false));

    assertThat(((StunMessage.BindingRequest) message).username()).isEqualTo(username);
  }

  @Test
  void anErrorTellsItsCodeAndReason() {
    StunMessage message = read(StunWriter.error(ID, 487, "Role Conflict", PASSWORD));

    StunMessage.BindingError error = (StunMessage.BindingError) message;
    assertThat(error.code()).isEqualTo(487);
    assertThat(error.reason()).isEqualTo("Role Conflict");
    assertThat(error.proof().matches(PASSWORD)).isTrue();
  }

  @Test
  void theAnswerToUnknownAttributesIsError420() {
    StunMessage message =
        read(StunWriter.unknownAttributes(ID, List.of(0x0777, 0x0778, 0x0779), PASSWORD));

    assertThat(((StunMessage.BindingError) message).code()).isEqualTo(420);
  }

  @Test
  void aRequestWithAnUnknownRequiredAttributeNamesIt() {
    byte[] bytes = StunWriter.request(ID, "a:b", PASSWORD, 1, 1, true);
    int priorityAt = 20 + 4 + 4; // behind the header and the username
    bytes[priorityAt] = 0x07;
    bytes[priorityAt + 1] = 0x77;
    // The fingerprint is wrong now, so the message ends before it.
    byte[] withoutFingerprint = java.util.Arrays.copyOf(bytes, bytes.length - 8);
    withoutFingerprint[3] = (byte) (withoutFingerprint.length - 20);

    StunMessage message = read(withoutFingerprint);

    assertThat(((StunMessage.BindingRequest) message).unknownRequired()).containsExactly(0x0777);
  }
}

package io.sluice.worker.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SrtpCryptoTest {
  @Test
  @EnabledOnOs(
      architectures = {"amd64", "aarch64"},
      value = OS.LINUX)
  void usesTheNativeProvider() {
    assertThat(SrtpCrypto.isNative()).isTrue();
  }

  @Test
  void bringsEveryPacketOfTheWarmUpThroughUnharmed() {
    assertThat(SrtpCrypto.warmUp()).isEqualTo(2000 * SrtpProfile.values().length);
  }
}

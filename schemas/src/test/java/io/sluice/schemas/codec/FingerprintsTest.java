package io.sluice.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.StopProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  @Test
  void publishesTheFingerprintsOfThisBuild() throws IOException {
    if (System.getProperty("sluice.schemas.write") != null) {
      Files.writeString(SchemaFiles.FINGERPRINTS, SchemaFiles.fingerprintsPage());
    }

    assertThat(SchemaFiles.FINGERPRINTS)
        .as("stale: run mvn -pl schemas test -Dsluice.schemas.write")
        .content()
        .isEqualTo(SchemaFiles.fingerprintsPage());
  }

  @Test
  void areTheBytesBehindTheMarker() {
    byte[] value = RecordCodec.standard().encode(Samples.stop());

    assertThat(HexFormat.of().formatHex(value, 2, 10))
        .isEqualTo(Fingerprints.current().get(StopProcess.class.getName()));
  }

  @Test
  void tellAllRecordsApart() {
    assertThat(Fingerprints.current().values())
        .doesNotHaveDuplicates()
        .hasSize(KnownRecords.CLASSES.size());
  }
}

package io.sluice.schemas.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.codec.Decoding.Decoded;
import io.sluice.schemas.codec.Decoding.Problem;
import io.sluice.schemas.codec.Decoding.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
  private static final RecordCodec CODEC = RecordCodec.standard();

  static List<SpecificRecord> samples() {
    return List.of(Samples.start(), Samples.stop(), Samples.transition());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesBackWhatWasEncoded(SpecificRecord message) {
    assertThat(CODEC.decode(CODEC.encode(message))).isEqualTo(new Decoded(message));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesBackWhatWasRecordedInsideAnother(SpecificRecord message) {
    Recorded recorded = CODEC.recorded(message);

    assertThat(recorded.getType()).isEqualTo(message.getClass().getName());
    assertThat(CODEC.decode(recorded)).isEqualTo(new Decoded(message));
    assertThat(CODEC.decode(recorded)).as("read twice").isEqualTo(new Decoded(message));
  }

  @Test
  void doesNotChangeWhatItEncodedBefore() {
    byte[] first = CODEC.encode(Samples.stop());
    byte[] copy = first.clone();
    CODEC.encode(Samples.start());

    assertThat(first).isEqualTo(copy);
  }

  @Test
  void readsOneTypeForWhoWantsNoOther() {
    byte[] stop = CODEC.encode(Samples.stop());

    assertThat(CODEC.reading(StopProcess.class).apply(stop)).contains(Samples.stop());
    assertThat(CODEC.reading(StartProcess.class).apply(stop)).isEmpty();
  }

  @Test
  void readsAnEarlierPublishedForm() throws IOException {
    Schema earlier = stopWithAPlantedField();
    RecordCodec newer = new RecordCodec(List.of(StopProcess.class), name -> List.of(earlier));
    byte[] old = join(header(earlier), encoded(e -> e.writeInt(5)), body(Samples.stop()));

    assertThat(newer.decode(old)).isEqualTo(new Decoded(Samples.stop()));
    assertThat(problem(CODEC.decode(old))).isEqualTo(Problem.UNKNOWN_FINGERPRINT);
  }

  @Test
  void readsTextFromAPublishedFormAsStrings() throws IOException {
    for (Schema published : PublishedSchemas.of("StopProcess")) {
      RecordForm form = new RecordForm(published, StopProcess.class);

      assertThat(form.read(body(Samples.stop()), 0)).isEqualTo(new Decoded(Samples.stop()));
    }
  }

  @Test
  void refusesToEncodeWhatIsNotItsOwn() {
    RecordCodec small = new RecordCodec(List.of(StopProcess.class), name -> List.of());

    assertThatThrownBy(() -> small.encode(Samples.start()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("StartProcess");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9})
  void namesAValueThatIsTooShort(int length) {
    assertUnreadable(new byte[length], Problem.TOO_SHORT, String.valueOf(length));
  }

  @Test
  void namesAMissingMarker() {
    assertUnreadable("{\"type\":\"start\"}".getBytes(UTF_8), Problem.NO_MARKER, "C3 01");
  }

  @Test
  void namesAnUnknownFingerprintInTheOrderOfTheWire() {
    byte[] value = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, (byte) 0xFF, 0};

    assertUnreadable(value, Problem.UNKNOWN_FINGERPRINT, "01020304050607ff");
  }

  @Test
  void namesEveryTruncation() {
    byte[] whole = CODEC.encode(Samples.start());
    for (int length = 10; length < whole.length; length++) {
      assertUnreadable(
          Arrays.copyOf(whole, length), Problem.TRUNCATED, "io.sluice.schemas.StartProcess");
    }
  }

  @Test
  void namesTrailingBytes() {
    byte[] value = join(CODEC.encode(Samples.stop()), new byte[3]);

    assertUnreadable(value, Problem.TRAILING_BYTES, "3 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void takesNoMemoryForALengthThatIsNotThere(long length) throws IOException {
    byte[] value = join(header(Samples.stop().getSchema()), encoded(e -> e.writeLong(length)));

    assertThat(CODEC.decode(value)).isInstanceOf(Unreadable.class);
  }

  /// Both ways of writing a block: its count, or its negated count and its size in bytes.
  @ParameterizedTest
  @ValueSource(longs = {1_000_000, Integer.MAX_VALUE - 8L, Long.MAX_VALUE, -1_000_000_000})
  void takesNoMemoryForElementsThatAreNotThere(long count) throws IOException {
    Schema config = ProcessConfig.getClassSchema();
    byte[] upToInput =
        encoded(e -> {
          e.writeString("");
          e.writeBoolean(true);
          e.writeString("");
          e.writeString("");
          e.writeInt(0);
          e.writeInt(0);
          e.writeIndex(0);
          e.writeLong(count);
          e.writeLong(3);
        });

    assertThat(CODEC.decode(join(header(config), upToInput))).isInstanceOf(Unreadable.class);
  }

  @Test
  void survivesAnyBytes() {
    Random random = new Random(9725);
    byte[] whole = CODEC.encode(Samples.transition());
    for (int i = 0; i < 20_000; i++) {
      byte[] value = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        value[10 + random.nextInt(value.length - 10)] = (byte) random.nextInt();
      }
      assertThat(CODEC.decode(value)).isNotNull();
    }
  }

  @Test
  void neverQuotesWhatItCouldNotRead() {
    byte[] value = CODEC.encode(Samples.start());
    byte[] secret = "hunter2".getBytes(UTF_8);
    System.arraycopy(secret, 0, value, 12, secret.length);

    assertThat(CODEC.decode(value).toString()).doesNotContain("hunter2");
  }

  private void assertUnreadable(byte[] value, Problem problem, String named) {
    Decoding decoding = CODEC.decode(value);

    assertThat(decoding).isInstanceOf(Unreadable.class);
    assertThat(problem(decoding)).isEqualTo(problem);
    assertThat(((Unreadable) decoding).text()).contains(named);
  }

  private static Problem problem(Decoding decoding) {
    return switch (decoding) {
      case Unreadable(Problem problem, String _) -> problem;
      case Decoded decoded -> throw new AssertionError("was readable: " + decoded);
    };
  }

  private static Schema stopWithAPlantedField() {
    String text = SchemaFormatter.format("json/inline", StopProcess.getClassSchema());
    return new Schema.Parser()
        .parse(
            text.replace(
                "\"fields\":[",
                "\"fields\":[{\"name\":\"planted\",\"type\":\"int\",\"default\":0},"));
  }

  private static byte[] header(Schema schema) {
    byte[] fingerprint = HexFormat.of().parseHex(Fingerprints.hex(Fingerprints.of(schema)));
    return join(new byte[] {(byte) 0xC3, 1}, fingerprint);
  }

  private byte[] body(SpecificRecord message) {
    byte[] whole = CODEC.encode(message);
    return Arrays.copyOfRange(whole, 10, whole.length);
  }

  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] encoded(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    writing.to(encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.schemas.ProcessConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProcessTest {
  private static final String WHOLE =
      """
      {"id":"demo","reference":"room-7",
       "whipIngest":{"enabled":true,"videoCodec":"VP8","audioCodec":"OPUS",
                     "videoPayloadType":97,"audioPayloadType":0,"bearerToken":"abc",
                     "start":"onPublish","takeover":true,"onResolutionChange":"RESTART"},
       "input":[{"id":"in","address":"rtsp://camera.example/1","options":["-re"]}],
       "output":[{"id":"file","address":"a.mkv","options":["-c","copy"]}],
       "options":["-loglevel","info"],"metadata":{"a b":"c","d":""}}
      """;

  @Test
  void takesEveryField() {
    NewProcess process = read(WHOLE);

    assertThat(process.id().value()).isEqualTo("demo");
    ProcessConfig config = process.config();
    assertThat(config.getReference()).isEqualTo("room-7");
    assertThat(config.getWhipIngest().getEnabled()).isTrue();
    assertThat(config.getWhipIngest().getVideoCodec()).isEqualTo(List.of("VP8"));
    assertThat(config.getWhipIngest().getAudioCodec()).isEqualTo(List.of("OPUS"));
    assertThat(config.getWhipIngest().getVideoPayloadType()).isEqualTo(97);
    assertThat(config.getWhipIngest().getAudioPayloadType()).isZero();
    assertThat(config.getWhipIngest().getStart()).isEqualTo("ON_PUBLISH");
    assertThat(config.getWhipIngest().getTakeover()).isTrue();
    assertThat(config.getWhipIngest().getOnResolutionChange()).isEqualTo("RESTART");
    assertThat(config.getInput().getFirst().getId()).isEqualTo("in");
    assertThat(config.getInput().getFirst().getAddress()).isEqualTo("rtsp://camera.example/1");
    assertThat(config.getInput().getFirst().getOptions()).containsExactly("-re");
    assertThat(config.getOutput().getFirst().getOptions()).containsExactly("-c", "copy");
    assertThat(config.getOptions()).containsExactly("-loglevel", "info");
    assertThat(config.getMetadata()).isEqualTo(Map.of("a b", "c", "d", ""));
  }

  @Test
  void takesCodecsAsOneNameOrAsAList() {
    ProcessConfig config =
        read("""
        {"id":"demo","whipIngest":{"enabled":true,"start":"EAGER","videoCodec":["VP9","H264"],"audioCodec":""}}
        """)
            .config();

    assertThat(config.getWhipIngest().getVideoCodec()).isEqualTo(List.of("VP9", "H264"));
    assertThat(config.getWhipIngest().getAudioCodec()).isEqualTo(List.of());
    assertThat(config.getWhipIngest().getStart()).isEqualTo("EAGER");
  }

  @Test
  void keepsOnlyTheHashOfTheToken() {
    ProcessConfig config = read(WHOLE).config();

    // FIPS 180-4's own example.
    assertThat(config.getWhipIngest().getBearerTokenSha256())
        .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void takesAbsentAndNullForTheDefault() {
    ProcessConfig config =
        read("{\"id\":\"demo\",\"reference\":null,\"whipIngest\":null,\"metadata\":null}").config();

    assertThat(config.getReference()).isEmpty();
    assertThat(config.getWhipIngest().getEnabled()).isFalse();
    assertThat(config.getWhipIngest().getBearerTokenSha256()).isEmpty();
    assertThat(config.getInput()).isEqualTo(List.of());
    assertThat(config.getMetadata()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"a\",\"color\":1}                                  | color                   | UNKNOWN_FIELD",
        "{\"id\":\"a\",\"whipIngest\":{\"enabled\":true,\"x\":1}}    | whipIngest.x            | UNKNOWN_FIELD",
        "{\"id\":\"a\",\"output\":[{},{\"url\":\"x\"}]}              | output[1].url           | UNKNOWN_FIELD",
        "{\"id\":\"a\",\"a b\":1}                                    | [\"a b\"]               | UNKNOWN_FIELD",
        "{\"id\":7}                                                  | id                      | WRONG_TYPE",
        "{\"id\":\"a\",\"whipIngest\":true}                          | whipIngest              | WRONG_TYPE",
        "{\"id\":\"a\",\"whipIngest\":{\"enabled\":\"yes\"}}         | whipIngest.enabled      | WRONG_TYPE",
        "{\"id\":\"a\",\"whipIngest\":{\"enabled\":true,\"videoCodec\":7}} | whipIngest.videoCodec | WRONG_TYPE",
        "{\"id\":\"a\",\"whipIngest\":{\"enabled\":true,\"audioCodec\":[7]}} | whipIngest.audioCodec[0] | WRONG_TYPE",
        "{\"id\":\"a\",\"output\":{}}                                | output                  | WRONG_TYPE",
        "{\"id\":\"a\",\"output\":[1]}                               | output[0]               | WRONG_TYPE",
        "{\"id\":\"a\",\"options\":[\"-re\",1]}                      | options[1]              | WRONG_TYPE",
        "{\"id\":\"a\",\"metadata\":{\"k\":1}}                       | metadata.k              | WRONG_TYPE",
        "{\"id\":\"a\",\"id\":\"b\"}                                 | id                      | DUPLICATE_FIELD",
        "{\"id\":\"a\",\"output\":[{\"id\":\"x\",\"id\":\"y\"}]}     | output[0].id            | DUPLICATE_FIELD",
        "{}                                                          | id                      | MISSING_FIELD",
        "{\"id\":null}                                               | id                      | MISSING_FIELD",
        "{\"id\":\"a\",\"whipIngest\":{}}                            | whipIngest.enabled      | MISSING_FIELD",
        "{\"id\":\"\"}                                               | id                      | INVALID_PROCESS_ID",
        "{\"id\":\"a/b\"}                                            | id                      | INVALID_PROCESS_ID",
        "{\"id\":\"a\",\"reference\":\"\\ud800\"}                    | reference               | MALFORMED_TEXT",
        "{\"id\":\"a\",\"whipIngest\":{\"enabled\":true,\"bearerToken\":\"\"}}    | whipIngest.bearerToken | INVALID_TOKEN",
        "{\"id\":\"a\",\"whipIngest\":{\"enabled\":true,\"bearerToken\":\"a b\"}} | whipIngest.bearerToken | INVALID_TOKEN",
      })
  void refusesWithTheFieldNamed(String json, String field, String reason) {
    RequestRefusedException refused = refused(json.strip());

    assertThat(refused.problem().status()).isEqualTo(422);
    assertThat(refused.problem().extensions())
        .containsEntry("reason", reason)
        .containsEntry("field", field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e2", "2147483648", "-9223372036854775809", "\"96\""})
  void refusesAPayloadTypeThatIsNoWholeNumber(String number) {
    RequestRefusedException refused =
        refused(
            "{\"id\":\"a\",\"whipIngest\":{\"enabled\":true,\"videoPayloadType\":" + number + "}}");

    assertThat(refused.problem().extensions())
        .containsEntry("reason", "WRONG_TYPE")
        .containsEntry("field", "whipIngest.videoPayloadType");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"id\":\"a\"} x", "{\"id\":\"a\"}{}", "{'id':1}", "[[[[", "nul"})
  void refusesWhatIsNotJson(String body) {
    RequestRefusedException refused = refused(body);

    assertThat(refused.problem().status()).isEqualTo(400);
    assertThat(refused.problem().extensions()).containsEntry("reason", "MALFORMED_JSON");
  }

  @Test
  void refusesDeepNestingBeforeItRunsOutOfStack() {
    assertThat(refused("[".repeat(100_000)).problem().status()).isEqualTo(400);
  }

  @Test
  void quotesNothingOfAMalformedBody() {
    RequestRefusedException refused =
        refused("{\"id\":\"a\",\"whipIngest\":{\"bearerToken\":hunter2}}");

    assertThat(refused.problem().toJson()).doesNotContain("hunter2").contains("line 1, column");
  }

  @Test
  void refusesOrReadsWhateverIsMadeOfAGoodBody() {
    // Any other exception would be a 500.
    var random = new Random(7);
    byte[] good = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(NewProcess.read(bad).id()).isNotNull();
      } catch (RequestRefusedException e) {
        assertThat(e.problem().status()).isBetween(400, 422);
      }
    }
  }

  private static NewProcess read(String json) {
    return NewProcess.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestRefusedException refused(String json) {
    return catchThrowableOfType(RequestRefusedException.class, () -> read(json));
  }
}

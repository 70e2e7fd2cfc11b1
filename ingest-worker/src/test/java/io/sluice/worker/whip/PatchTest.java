package io.sluice.worker.whip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.whip.BearerToken;
import io.sluice.whip.IceServers;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.testing.OpenIngest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// W13 to W15 of RFC 9725 §4.3, each check with everything before it in order and all after it
/// wrong.
class PatchTest {
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final String TRICKLE = "a=end-of-candidates\r\n";
  private static final String RESTART =
      "a=ice-ufrag:9uB6\r\na=ice-pwd:YH75Fviy6338Vbrhrlp8Yh00\r\n";

  private final OpenIngest open =
      new OpenIngest("show", Optional.of(BearerToken.of("secret").orElseThrow().sha256Hex()));
  private final WhipEndpoints endpoints =
      new WhipEndpoints(open.ingests(), Requests.noLimits(), IceServers.none());

  @BeforeEach
  void publish() {
    WhipRequest offer =
        Requests.of("v=0\r\n", "Content-Type", "application/sdp", "Authorization", "Bearer secret");
    assertThat(endpoints.post("show", offer).status()).isEqualTo(201);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void firstAsksForTheSessionThenForTheToken() {
    WhipRequest nothing = Requests.of("");

    assertThat(endpoints.patch("show", "other", nothing).status()).isEqualTo(404);
    assertThat(endpoints.patch("nobody", "other", nothing).status()).isEqualTo(404);
    assertThat(patch(nothing).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, no fragment, , 415",
    "application/trickle-ice-sdpfrag, no fragment, , 400",
    "application/trickle-ice-sdpfrag, a=end-of-candidates, , 428",
    "application/trickle-ice-sdpfrag, 'm=audio 9 RTP 0\na=mid:strange\na=end-of-candidates', '\"old\"', 412",
    "application/trickle-ice-sdpfrag, 'm=audio 9 RTP 0\na=mid:strange\na=end-of-candidates', '\"tag\"', 422",
    "application/trickle-ice-sdpfrag, a=end-of-candidates, 'W/\"tag\"', 412",
    "Application/Trickle-ICE-sdpfrag; charset=utf-8, a=end-of-candidates, '\"tag\"', 204",
    "application/trickle-ice-sdpfrag, a=end-of-candidates, '*', 204",
  })
  void thenLooksAtTypeContentAndTag(String type, String body, String ifMatch, int status) {
    WhipRequest request =
        ifMatch == null
            ? authorized(body, "Content-Type", type)
            : authorized(body, "Content-Type", type, "If-Match", ifMatch);

    assertThat(patch(request).status()).isEqualTo(status);
  }

  @Test
  void refusesABodyThatIsTooLargeBeforeReadingIt() {
    String huge = "x".repeat(BodyCheck.MAX_BYTES + 1);

    assertThat(patch(authorized(huge, "Content-Type", FRAGMENT)).status()).isEqualTo(413);
  }

  @Test
  void answersCandidatesWithoutATagAndARestartWithANewOne() {
    WhipReply trickled =
        patch(authorized(TRICKLE, "Content-Type", FRAGMENT, "If-Match", "\"tag\""));
    WhipReply restarted = patch(authorized(RESTART, "Content-Type", FRAGMENT, "If-Match", "\"*\""));
    WhipReply late = patch(authorized(TRICKLE, "Content-Type", FRAGMENT, "If-Match", "\"tag\""));

    assertThat(trickled.status()).isEqualTo(204);
    assertThat(trickled.header("ETag")).isEmpty();
    assertThat(restarted.status()).isEqualTo(200);
    assertThat(restarted.header("ETag")).contains("\"tag-next\"");
    assertThat(restarted.header("Content-Type")).contains(FRAGMENT);
    assertThat(late.status()).isEqualTo(412);
  }

  @Test
  void saysNothingOfTheSessionsIdInItsRefusals() {
    WhipReply refused = patch(authorized("nothing", "Content-Type", FRAGMENT));

    assertThat(refused.body()).contains("/whip/show").doesNotContain(open.sessionId());
  }

  private WhipReply patch(WhipRequest request) {
    return endpoints.patch("show", open.sessionId(), request);
  }

  private static WhipRequest authorized(String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Authorization";
    all[1] = "Bearer secret";
    return Requests.of(body, all);
  }
}

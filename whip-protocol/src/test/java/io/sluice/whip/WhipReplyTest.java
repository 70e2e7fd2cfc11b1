package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhipReplyTest {
  private static final WhipPath.Session SESSION = new WhipPath.Session("demo", "abc");

  private static final EntityTag TAG = new EntityTag("ice-1");

  @Test
  void answersGetWithoutABody() {
    assertThat(WhipReply.toGet().status()).isEqualTo(204);
    assertThat(WhipReply.toGet().body()).isEmpty();
  }

  @Test
  void answersAPreflightWithoutLinkAndWithAllThatAPageMaySend() {
    WhipReply reply = WhipReply.toPreflight(WhipMethod.OF_SESSION);

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Methods"))
        .contains("GET, HEAD, OPTIONS, PATCH, DELETE");
    assertThat(reply.header("Access-Control-Allow-Headers"))
        .contains("Authorization, Content-Type, If-Match");
    assertThat(reply.header("Link")).isEmpty();
  }

  @Test
  void answersOptionsWithWhatPostAndPatchTake() {
    WhipReply endpoint = WhipReply.toOptions(WhipMethod.OF_ENDPOINT);
    WhipReply session = WhipReply.toOptions(WhipMethod.OF_SESSION);

    assertThat(endpoint.status()).isEqualTo(200);
    assertThat(endpoint.header("Accept-Post")).contains("application/sdp");
    assertThat(endpoint.header("Accept-Patch")).isEmpty();
    assertThat(session.header("Accept-Patch")).contains("application/trickle-ice-sdpfrag");
  }

  @Test
  void answersAnOfferWithTheSessionAsAPathAndAStrongTag() {
    WhipReply reply = WhipReply.created(SESSION, TAG, "v=0\r\n");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("content-type")).contains("application/sdp");
    assertThat(reply.header("Location")).contains("/whip/demo/abc");
    assertThat(reply.header("ETag")).contains("\"ice-1\"");
    assertThat(reply.body()).isEqualTo("v=0\r\n");
  }

  @Test
  void answersCandidatesWithNothingAndARestartWithANewTag() {
    WhipReply trickled = WhipReply.trickled();
    WhipReply restarted = WhipReply.iceRestarted(TAG, "a=ice-lite\r\n");

    assertThat(trickled.status()).isEqualTo(204);
    assertThat(trickled.body()).isEmpty();
    assertThat(trickled.header("ETag")).isEmpty();
    assertThat(restarted.status()).isEqualTo(200);
    assertThat(restarted.header("Content-Type")).contains("application/trickle-ice-sdpfrag");
    assertThat(restarted.header("ETag")).contains("\"ice-1\"");
    assertThat(restarted.body()).isEqualTo("a=ice-lite\r\n");
  }

  @Test
  void saysWhichMethodsAUrlTakes() {
    WhipReply reply = WhipReply.methodNotAllowed(WhipMethod.OF_ENDPOINT, "/whip/demo");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).contains("GET, HEAD, OPTIONS, POST");
    assertThat(reply.body()).contains("\"instance\":\"/whip/demo\"");
  }

  @Test
  void namesTheErrorOnlyWhenATokenWasShown() {
    WhipReply missing = WhipReply.unauthorized(WhipRefusal.TOKEN_MISSING, "why", "/whip/demo");
    WhipReply invalid = WhipReply.unauthorized(WhipRefusal.TOKEN_INVALID, "why", "/whip/demo");

    assertThat(missing.header("WWW-Authenticate")).contains("Bearer realm=\"whip\"");
    assertThat(invalid.header("WWW-Authenticate"))
        .contains("Bearer realm=\"whip\", error=\"invalid_token\"");
  }

  @Test
  void letsAPageReadEveryReply() {
    Problem problem = WhipRefusal.NOT_READY.problem("wait");
    List<WhipReply> replies =
        List.of(
            WhipReply.toGet(),
            WhipReply.toOptions(WhipMethod.OF_ENDPOINT),
            WhipReply.toPreflight(WhipMethod.OF_ENDPOINT),
            WhipReply.created(SESSION, TAG, ""),
            WhipReply.deleted(),
            WhipReply.refused(problem),
            WhipReply.refusedForNow(problem, Duration.ofSeconds(1)));

    assertThat(replies)
        .allSatisfy(reply -> {
          assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
          assertThat(reply.header("Access-Control-Expose-Headers"))
              .contains("Location, ETag, Link, Retry-After, Accept-Patch");
        });
  }

  @Test
  void roundsTheWaitUpToWholeSeconds() {
    assertThat(RetryAfter.header(Duration.ZERO).value()).isEqualTo("1");
    assertThat(RetryAfter.header(Duration.ofMillis(1)).value()).isEqualTo("1");
    assertThat(RetryAfter.header(Duration.ofSeconds(2)).value()).isEqualTo("2");
    assertThat(RetryAfter.header(Duration.ofMillis(2_001)).value()).isEqualTo("3");
  }

  @Test
  void letsNoHeaderValueBeginANewLine() {
    assertThatThrownBy(() -> WhipReply.toGet().with("X", "a\r\nSet-Cookie: b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheAnswerOutOfLogs() {
    assertThat(WhipReply.created(SESSION, TAG, "a=ice-pwd:secret"))
        .asString()
        .doesNotContain("secret");
  }
}

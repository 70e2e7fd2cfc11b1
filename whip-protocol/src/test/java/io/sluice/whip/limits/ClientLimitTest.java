package io.sluice.whip.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClientLimitTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(ClientLimit.class);
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final ClientLimit limit =
      new ClientLimit(TrustedProxies.of(List.of("10.0.0.0/8")), new RequestRate(1, 2));

  @BeforeEach
  void listen() {
    heard.start();
    logger.addAppender(heard);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(heard);
  }

  @Test
  void warnsOnceOfAProxyThatItIsNotToldOf() {
    request("192.0.2.1", "198.51.100.1");
    request("192.0.2.2", "198.51.100.2");

    assertThat(heard.list).hasSize(1);
    ILoggingEvent warning = heard.list.getFirst();
    assertThat(warning.getLevel()).isEqualTo(Level.WARN);
    assertThat(warning.getKeyValuePairs().getFirst().value.toString())
        .contains("192.0.2.1", "trusted-proxies")
        .doesNotContain("198.51.100");
  }

  @Test
  void findsNothingWrongWithGatewaysAndWithClientsThatComeByThemselves() {
    request("10.0.0.1", "198.51.100.1");
    request("192.0.2.1", "");

    assertThat(heard.list).isEmpty();
  }

  @Test
  void countsAllWhoComeByAnUntrustedProxyAsOne() {
    assertThat(request("192.0.2.1", "198.51.100.1")).isTrue();
    assertThat(request("192.0.2.1", "198.51.100.2")).isTrue();
    assertThat(request("192.0.2.1", "198.51.100.3")).isFalse();
  }

  private boolean request(String hop, String forwardedFor) {
    return limit.refusal(InetAddress.ofLiteral(hop), forwardedFor).isEmpty();
  }
}

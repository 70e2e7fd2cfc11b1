package io.sluice.controlplane.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.whip.HeaderField;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private static final URI TARGET = URI.create("http://10.0.0.7:8081/whip/demo");

  @Test
  void dropsWhatIsOfOneHopAndWhatConnectionNames() {
    List<HeaderField> forwarded =
        Forwarding.toOwner(
            request(
                new HeaderField("Host", "live.example"),
                new HeaderField("connection", "close, X-Mine"),
                new HeaderField("x-mine", "1"),
                new HeaderField("Transfer-Encoding", "chunked"),
                new HeaderField("Proxy-Authorization", "Basic eDp5"),
                new HeaderField("Authorization", "Bearer t")));

    assertThat(forwarded)
        .extracting(HeaderField::name)
        .containsExactly(
            "Authorization",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "Forwarded");
  }

  @Test
  void appendsToWhatEarlierHopsSaid() {
    List<HeaderField> forwarded =
        Forwarding.toOwner(
            request(
                new HeaderField("Host", "live.example"),
                new HeaderField("Via", "1.1 edge"),
                new HeaderField("Forwarded", "for=192.0.2.1"),
                new HeaderField("X-Forwarded-Host", "public.example")));

    assertThat(forwarded)
        .containsExactly(
            new HeaderField("Via", "1.1 edge, 1.1 sluice"),
            new HeaderField("X-Forwarded-For", "2001:db8::1"),
            new HeaderField("X-Forwarded-Proto", "https"),
            new HeaderField("X-Forwarded-Host", "public.example"),
            new HeaderField(
                "Forwarded",
                "for=192.0.2.1, for=\"[2001:db8::1]\";proto=https;host=\"live.example\""));
  }

  @Test
  void keepsALocationElsewhereAsItIs() {
    List<HeaderField> answered =
        Forwarding.toPublisher(
            List.of(new HeaderField("location", "http://10.0.0.70:8081/whip/demo/s")), TARGET);

    assertThat(answered)
        .containsExactly(new HeaderField("Location", "http://10.0.0.70:8081/whip/demo/s"));
  }

  private static GatewayRequest request(HeaderField... headers) {
    return new GatewayRequest(
        "POST", "/whip/demo", null, List.of(headers), "2001:db8::1", "https", new byte[0]);
  }
}

package io.sluice.acceptance.whip;

import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.schemas.ProcessConfig;
import io.sluice.worker.testing.TestPublisher;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A process, a door to it, and a publisher: what tests of the rules of RFC 9725 have in common.
abstract class WhipRules {
  static final String NO_SESSION = "/AAAAAAAAAAAAAAAAAAAAAA";
  static final String TRICKLE = "a=end-of-candidates\r\n";

  final String prefix;
  final Door door;
  final Fleet fleet;
  final RawWhip http = new RawWhip();
  final TestPublisher publisher = TestPublisher.open();

  String id = "";
  String endpoint = "";

  /// @param prefix of the names of its processes
  WhipRules(String prefix, Door door, Fleet fleet) {
    this.prefix = prefix + "-";
    this.door = door;
    this.fleet = fleet;
  }

  /// One process for each door and configuration, found again by the tests that share it.
  void open(String name, ProcessConfig config) {
    id = prefix + name + "-" + door.name().toLowerCase(Locale.ROOT);
    if (fleet.process(id).snapshot().isEmpty()) {
      fleet.commands().start(id, config);
    }
    fleet.process(id).awaitRoute();
    endpoint = door.endpoint(fleet, id);
  }

  @BeforeEach
  void openTheUsualProcess() {
    open("usual", Configs.recording("VP8", prefix + door + ".mkv"));
  }

  @AfterEach
  void leave() {
    publisher.close();
  }

  HttpResponse<String> posted() {
    return http.post(endpoint, publisher.offer("VP8/90000", "actpass"));
  }
}

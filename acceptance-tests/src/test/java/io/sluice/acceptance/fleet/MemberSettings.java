package io.sluice.acceptance.fleet;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Settings of the members of a test's fleet.
final class MemberSettings {
  static final int PARTITIONS = 3;

  static final String LOOPBACK = "127.0.0.1";

  /// How many ports each worker has for its leases of four.
  private static final int MEDIA_PORTS = 80;

  private MemberSettings() {}

  private static Map<String, Object> both(String bootstrap, String host) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("sluice.bootstrap", bootstrap);
    settings.put("sluice.partitions", PARTITIONS);
    settings.put("micronaut.server.host", host);
    settings.put("micronaut.server.port", FreePorts.next());
    return settings;
  }

  static Map<String, Object> controlPlane(String bootstrap, String host, String id) {
    Map<String, Object> settings = both(bootstrap, host);
    settings.put("sluice.control-plane.instance-id", id);
    return settings;
  }

  static Map<String, Object> worker(String bootstrap, String host, String id, Path output) {
    Map<String, Object> settings = both(bootstrap, host);
    int ports = FreePorts.range(MEDIA_PORTS);
    settings.put("sluice.worker.id", id);
    settings.put("sluice.worker.out-dir", output.toString());
    settings.put("sluice.worker.ports", ports + "-" + (ports + MEDIA_PORTS - 1));
    settings.put("sluice.worker.media-host", host);
    settings.put("sluice.worker.media-port", FreePorts.next());
    settings.put("sluice.worker.heartbeat", "500ms");
    // Most tests end a fleet as a whole: nobody is left to take anything over.
    settings.put("sluice.worker.drain-limit", "0s");
    String url = "http://" + host + ":" + settings.get("micronaut.server.port");
    settings.put("sluice.worker.http-url", url);
    settings.put("sluice.worker.public-url", url);
    // Never asked for anything: publishers are only told of them.
    settings.put("sluice.worker.ice-servers", "stun:stun.example.net,turn:turn.example.net");
    settings.put("sluice.worker.turn-secret", "north");
    return settings;
  }
}

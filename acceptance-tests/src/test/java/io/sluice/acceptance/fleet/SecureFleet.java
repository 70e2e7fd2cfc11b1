package io.sluice.acceptance.fleet;

import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.controlplane.ControlPlane;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.whip.tls.testing.MadeCertificate;
import io.sluice.worker.IngestWorker;
import java.nio.file.Path;
import java.util.Map;

/// A worker that speaks TLS only, and two control planes that lead to it by proxy: one trusts its
/// certificate and speaks TLS itself, the other trusts what the Java runtime does.
public final class SecureFleet implements AutoCloseable {
  private final OwnedParts owned = new OwnedParts();
  private final KafkaFixture kafka;
  private final LogWatch log;
  private final CommandWriter commands;
  private final MadeCertificate gatewayCertificate;
  private final ControlPlane trusting;
  private final ControlPlane doubting;

  /// @param folder for all that the fleet writes
  public SecureFleet(Path folder) throws Exception {
    MadeCertificate workerCertificate = MadeCertificate.in(folder, "worker", "EC");
    gatewayCertificate = MadeCertificate.in(folder, "gateway", "RSA");
    try {
      kafka = owned.keep(KafkaFixture.start());
      kafka.createTopics(MemberSettings.PARTITIONS);
      owned.keep(
          () -> LeftBehind.verify(kafka.bootstrap())); // when all that is opened later is closed
      log = owned.keep(LogWatch.start(kafka.bootstrap(), MemberSettings.PARTITIONS));
      commands = owned.keep(new CommandWriter(kafka.bootstrap()));
      trusting = owned.keep(trusting(workerCertificate));
      doubting = owned.keep(ControlPlane.start(controlPlane("control-plane-2")));
      owned.keep(worker(workerCertificate, folder));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private Map<String, Object> controlPlane(String id) {
    return MemberSettings.controlPlane(kafka.bootstrap(), MemberSettings.LOOPBACK, id);
  }

  private ControlPlane trusting(MadeCertificate workerCertificate) {
    Map<String, Object> settings = controlPlane("control-plane-1");
    settings.put("sluice.control-plane.worker-trust", workerCertificate.file().toString());
    settings.put("sluice.control-plane.tls-certificate", gatewayCertificate.file().toString());
    settings.put("sluice.control-plane.tls-key", gatewayCertificate.key().toString());
    return ControlPlane.start(settings);
  }

  private IngestWorker worker(MadeCertificate certificate, Path folder) {
    Map<String, Object> settings =
        MemberSettings.worker(
            kafka.bootstrap(), MemberSettings.LOOPBACK, "worker-1", folder.resolve("out"));
    settings.put("sluice.worker.tls-certificate", certificate.file().toString());
    settings.put("sluice.worker.tls-key", certificate.key().toString());
    // It finds out by itself that these are of https.
    settings.remove("sluice.worker.http-url");
    settings.remove("sluice.worker.public-url");
    return IngestWorker.start(settings);
  }

  public CommandWriter commands() {
    return commands;
  }

  public ProcessWatch process(String id) {
    return log.process(id);
  }

  /// What the control plane of [#trustingWhipUrl] shows of itself.
  public MadeCertificate gatewayCertificate() {
    return gatewayCertificate;
  }

  public String trustingWhipUrl(String processId) {
    return trusting.url() + "/whip/" + processId;
  }

  public String doubtingWhipUrl(String processId) {
    return doubting.url() + "/whip/" + processId;
  }

  @Override
  public void close() throws Exception {
    owned.close();
  }
}

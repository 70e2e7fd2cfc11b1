package io.sluice.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.capability.CapabilityProbe;
import io.sluice.worker.capability.FfmpegCapabilities;
import io.sluice.worker.ffmpeg.FfmpegHost;
import io.sluice.worker.ffmpeg.FfmpegInstallation;
import io.sluice.worker.ffmpeg.OutputFolder;
import io.sluice.worker.ffmpeg.Secrets;
import io.sluice.worker.ffmpeg.StopPatience;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.heartbeat.HostMemory;
import io.sluice.worker.heartbeat.WorkerLoad;
import io.sluice.worker.heartbeat.WorkerSelf;
import io.sluice.worker.ingest.IngestParts;
import io.sluice.worker.ingest.Ingests;
import io.sluice.worker.ingest.PublisherReception;
import io.sluice.worker.ingest.ResizePolicy;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.MediaNetwork;
import io.sluice.worker.peer.MediaServer;
import io.sluice.worker.peer.MediaServerConfig;
import io.sluice.worker.peer.SessionLimits;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortProbe;
import io.sluice.worker.preview.Preview;
import io.sluice.worker.report.ReportedRuns;
import io.sluice.worker.srtp.SrtpCrypto;
import io.sluice.worker.storage.CleanUp;
import io.sluice.worker.udp.DatagramIo;
import io.sluice.worker.usage.UsageSampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// How the worker is put together:
///
/// ```
///   Kafka ── assignments ──▶ Ingests ──▶ one Ingest a process ──▶ PortPool, IngestLegs, FfmpegHost
///     ▲                         ▲                │
///     │                         │ offers         │ facts
///     ├── heartbeat        WhipController        ▼
///     └───────────────────────────────────── FactLog
///                               MediaServer ──▶ IngestLegs ──▶ FFmpeg
/// ```
///
/// Thread: built and closed by [IngestWorker].
final class WorkerParts {
  private static final Duration LISTEN_LIMIT = Duration.ofSeconds(10);
  private static final Duration USAGE_INTERVAL = Duration.ofSeconds(1);
  // q and BYE, SIGTERM, SIGKILL, each with its patience, and some air.
  private static final Duration TEAR_DOWN_LIMIT = Duration.ofSeconds(12);
  // What moves at the deadline of a drain only then begins to.
  private static final Duration MOVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration CLEAN_UP_INTERVAL = Duration.ofSeconds(30);

  private final WorkerConfig config;
  private final FfmpegInstallation installation;
  private final CleanUp cleanUp;
  private final FfmpegCapabilities capabilities;
  private final FfmpegHost ffmpeg;
  private final PortPool ports;
  private final MediaServer media;
  private final ReportedRuns runs =
      new ReportedRuns(InstantSource.system(), System::nanoTime, this::reception);
  private final Flights flights = new Flights(InstantSource.system());
  private final UsageSampler usage = new UsageSampler(USAGE_INTERVAL);
  private final FleetLink fleet;
  private final Ingests ingests;
  private final Preview preview;

  private WorkerParts(
      WorkerConfig config,
      FfmpegInstallation installation,
      OutputFolder folder,
      CleanUp cleanUp,
      FfmpegCapabilities capabilities,
      FfmpegHost ffmpeg,
      MediaServer media,
      MeterRegistry meters) {
    this.config = config;
    this.installation = installation;
    this.cleanUp = cleanUp;
    this.capabilities = capabilities;
    this.ffmpeg = ffmpeg;
    this.media = media;
    this.ports =
        new PortPool(
            config.ports(), config.leaseAttempts(), PortProbe.byBinding(), folder.room()::shortage);
    this.fleet =
        new FleetLink(
            KafkaConnection.to(config.bootstrap()),
            new TopicCatalogue(
                config.partitions(), config.replicationFactor(), config.reportRetention()),
            runs,
            flights,
            config.reportInterval(),
            config.isolationLimit(),
            meters);
    this.ingests =
        new Ingests(
            new IngestParts(
                ports,
                runs.watching(ffmpeg),
                IngestLegs::open,
                media::accept,
                runs.watching(new MeteredFacts(fleet, meters)),
                flights,
                ResizePolicy.USUAL,
                // A generator that any thread may draw from.
                () -> ThreadLocalRandom.current().nextLong(),
                LISTEN_LIMIT,
                usage),
            config.maxProcesses());
    this.preview = new Preview(folder, ingests::job);
    WorkerMeters.bind(meters, ports, ingests, media);
    WorkerMeters.bind(meters, runs);
    WorkerMeters.bind(meters, flights);
  }

  static WorkerParts build(
      WorkerConfig config, WhipConfig whip, OutputConfig outputs, MeterRegistry meters) {
    FfmpegInstallation installation = FfmpegInstallation.find(config.ffmpeg());
    OutputFolder folder = outputFolder(config, outputs);
    CleanUp cleanUp = cleanUp(folder, outputs);
    FfmpegCapabilities capabilities = CapabilityProbe.of(installation.binary());
    MediaServer media = MediaServer.start(mediaConfig(config, whip.sessions()));
    FfmpegHost ffmpeg =
        new FfmpegHost(
            installation,
            folder,
            Secrets.of(config.secretsDir()),
            outputs.addresses(),
            StopPatience.USUAL);
    return new WorkerParts(
        config, installation, folder, cleanUp, capabilities, ffmpeg, media, meters);
  }

  FfmpegInstallation installation() {
    return installation;
  }

  FleetLink fleet() {
    return fleet;
  }

  Ingests ingests() {
    return ingests;
  }

  Preview preview() {
    return preview;
  }

  boolean hasFastCrypto() {
    return SrtpCrypto.isNative();
  }

  /// @param httpUrl of the HTTP listener, which answers already
  /// @param end called when this worker cannot or must not go on
  void joinFleet(String httpUrl, Runnable end) {
    WorkerSelf self =
        new WorkerSelf(
            config.id(),
            config.heartbeat(),
            config.httpUrl().isEmpty() ? httpUrl : config.httpUrl(),
            config.publicUrl(),
            media.candidates().stream().map(WorkerParts::shown).toList(),
            config.maxProcesses(),
            installation.version(),
            installation.features(),
            capabilities,
            config.isolationLimit(),
            config.labels());
    cleanUp.start(CLEAN_UP_INTERVAL);
    fleet.start(self, ingests, this::load, end);
  }

  /// Has what it holds moved to other workers, and waits for that as long as it may take.
  void drain() throws InterruptedException {
    Duration limit = config.drainLimit();
    if (limit.isZero() || ingests.count() == 0) {
      return;
    }
    if (fleet.drainBy(InstantSource.system().instant().plus(limit))) {
      ingests.awaitNone(limit.plus(MOVE_LIMIT));
    }
  }

  /// @param silently when another worker speaks under this id
  void leaveFleet(boolean silently) throws InterruptedException {
    fleet.stopTaking();
    ingests.close(TEAR_DOWN_LIMIT);
    fleet.leave(silently);
  }

  /// Frees what is left; kills every FFmpeg that is.
  void close() {
    usage.close();
    cleanUp.close();
    media.close();
    ffmpeg.close();
  }

  private Optional<PublisherReception> reception(ProcessId process) {
    return ingests.reception(process);
  }

  private WorkerLoad load() {
    double perCpu =
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
            / Runtime.getRuntime().availableProcessors();
    return new WorkerLoad(
        ingests.count(),
        ports.free(),
        perCpu < 0 ? -1 : Math.min(1, perCpu),
        HostMemory.load(),
        fleet.factsDropped());
  }

  private static OutputFolder outputFolder(WorkerConfig config, OutputConfig outputs) {
    try {
      return OutputFolder.at(config.outDir(), outputs.minFreeBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("sluice.worker.out-dir cannot be used: " + config.outDir(), e);
    }
  }

  private static CleanUp cleanUp(OutputFolder folder, OutputConfig outputs) {
    try {
      return new CleanUp(folder.root(), outputs.cleanUp(), InstantSource.system());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("sluice.worker.clean-up: " + e.getMessage(), e);
    }
  }

  private static MediaServerConfig mediaConfig(WorkerConfig config, SessionLimits limits) {
    List<InetAddress> advertised = new ArrayList<>();
    config.mediaAddresses().forEach(address -> advertised.add(address(address)));
    return new MediaServerConfig(
        new MediaNetwork(
            new InetSocketAddress(mediaHost(config), config.mediaPort()),
            advertised,
            config.mediaIo(),
            config.mediaLoops(),
            config.mediaTcpPort() == 0
                ? OptionalInt.empty()
                : OptionalInt.of(config.mediaTcpPort())),
        config.connectTimeout(),
        config.consentTimeout(),
        config.keyFrameInterval(),
        limits);
  }

  /// Without a name every address, of both families where the host has both.
  private static InetAddress mediaHost(WorkerConfig config) {
    if (!config.mediaHost().isEmpty()) {
      return address(config.mediaHost());
    }
    return InetAddress.ofLiteral(DatagramIo.hasIpv6() ? "::" : "0.0.0.0");
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host.strip());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + host, e);
    }
  }

  private static String shown(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}

package io.sluice.standalone.demo;

import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.identity.CommandId;
import io.sluice.schemas.Transition;
import io.sluice.standalone.FreePorts;
import io.sluice.standalone.Standalone;
import io.sluice.standalone.StandaloneConfig;
import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.NotSettledException;
import io.sluice.standalone.orchestrator.Settlement;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One stream, end to end.
///
/// Thread: run by one; [#close] may come from another, such as a shutdown hook.
public final class Demo implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Duration length;
  private final DemoFolder folder;
  private final String commandLineClass;
  private final PrintStream out;
  private final TimelineText text = new TimelineText();
  private final ProcessWatch watch = new ProcessWatch();
  private volatile @Nullable Standalone standalone;
  private volatile @Nullable PublisherJvm publisher;

  /// @param length how long to publish
  /// @param commandLineClass the main class whose command `publish` publishes
  public Demo(Duration length, DemoFolder folder, String commandLineClass, PrintStream out) {
    this.length = length;
    this.folder = folder;
    this.commandLineClass = commandLineClass;
    this.out = out;
  }

  /// Runs it all.
  ///
  /// @return true when picture and sound are there, as long as asked for
  public boolean run() throws DemoFailedException, IOException, InterruptedException {
    Standalone all = start();
    var orchestrator = new KafkaOrchestrator(all.kafka(), PATIENCE, "sluice-demo");
    var findings = new Findings(length);
    try (var _ = orchestrator.follow(DemoProcess.ID, this::show)) {
      startProcess(orchestrator);
      publish(all, findings);
      stopProcess(orchestrator);
    }
    TimelineFile.write(folder.timeline(), orchestrator.history(DemoProcess.ID), findings);
    say("ending worker, control plane and Kafka");
    close();
    return tell(findings);
  }

  /// Ends whatever of it still runs; may be called again.
  @Override
  public synchronized void close() {
    if (publisher != null) {
      publisher.close();
    }
    if (standalone != null) {
      standalone.close();
      standalone = null;
      removeKafka();
    }
  }

  private Standalone start() {
    var config =
        new StandaloneConfig(
            HOST,
            FreePorts.anyTcp(HOST),
            0,
            FreePorts.anyUdp(HOST),
            folder.kafka(),
            folder.root(),
            StandaloneConfig.PARTITIONS,
            Map.of());
    Standalone all = Standalone.start(config, part -> say("starting " + part));
    standalone = all;
    return all;
  }

  private void startProcess(KafkaOrchestrator orchestrator)
      throws DemoFailedException, InterruptedException {
    say("writing StartProcess for " + DemoProcess.ID + " to Kafka");
    settled(
        "StartProcess", () -> orchestrator.start(newId(), DemoProcess.ID, DemoProcess.config()));
    watch.await("ACTIVE", PATIENCE);
  }

  private void publish(Standalone all, Findings findings)
      throws DemoFailedException, IOException, InterruptedException {
    String endpoint = all.whipEndpoint(DemoProcess.ID.value());
    say("publishing " + length.toSeconds() + " s of picture and sound to " + endpoint);
    List<String> arguments = List.of(endpoint, "--seconds", Long.toString(length.toSeconds()));
    PublisherJvm started =
        PublisherJvm.start(commandLineClass, arguments, folder.publisherLog(), out);
    publisher = started;
    int exitCode = started.await(length.plus(PATIENCE));
    if (exitCode != 0) {
      findings.addFault(
          "the publisher failed (exit code " + exitCode + "): see " + folder.publisherLog());
    }
  }

  private void stopProcess(KafkaOrchestrator orchestrator)
      throws DemoFailedException, InterruptedException {
    say("writing StopProcess");
    settled("StopProcess", () -> orchestrator.stop(newId(), DemoProcess.ID, "the demo is over"));
    watch.await("STOPPED", PATIENCE);
  }

  private boolean tell(Findings findings) throws InterruptedException {
    say("looking at what came out, with ffprobe");
    findings.addMedia(DemoFolder.RECORDING, folder.recording());
    findings.addMedia(DemoFolder.PLAYLIST, folder.playlist());
    findings.addPlaylist(DemoFolder.PLAYLIST, folder.playlist());
    findings.found().forEach(line -> out.println("    " + line));
    findings.missing().forEach(line -> out.println("    MISSING: " + line));
    boolean good = findings.missing().isEmpty();
    say((good ? "all is there: " : "not all is there; look at ") + folder.root());
    return good;
  }

  private void settled(String what, Command command)
      throws DemoFailedException, InterruptedException {
    try {
      Settlement settlement = command.settle();
      if (settlement.isRejected()) {
        throw new DemoFailedException(
            what + " was rejected: " + settlement.transition().getDetail().orElse(""));
      }
    } catch (NotSettledException e) {
      throw new DemoFailedException(String.valueOf(e.getMessage()));
    }
  }

  private void show(Transition transition) {
    text.lines(transition).forEach(out::println);
    watch.transition(transition);
  }

  private void removeKafka() {
    try {
      DemoFolder.removeTree(folder.kafka());
    } catch (IOException e) {
      out.println("    left behind: " + folder.kafka() + " (" + e.getMessage() + ")");
    }
  }

  private void say(String what) {
    out.println("==> " + what);
  }

  private static CommandId newId() {
    return new CommandId(UUID.randomUUID().toString());
  }

  @FunctionalInterface
  private interface Command {
    Settlement settle() throws NotSettledException, InterruptedException;
  }
}

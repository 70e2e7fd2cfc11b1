package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.AddressRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ffmpeg.JobResolution.Resolved;
import io.sluice.worker.legs.LegPlan;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts FFmpegs as children of this JVM, without a shell and with a bare environment.
///
/// Thread: any may ask; all children are forked on `ffmpeg-spawner`, because the kernel binds "die
/// with your parent" to the thread that forked, not to its process.
public final class FfmpegHost implements Ffmpeg, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegHost.class);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C", "AV_LOG_FORCE_NOCOLOR", "1");

  private final FfmpegInstallation installation;
  private final OutputFolder folder;
  private final JobResolution resolution;
  private final StopPatience patience;
  private final ExecutorService spawner =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("ffmpeg-spawner").factory());

  public FfmpegHost(
      FfmpegInstallation installation,
      OutputFolder folder,
      Secrets secrets,
      AddressLists lists,
      StopPatience patience) {
    this.installation = installation;
    this.folder = folder;
    this.resolution = new JobResolution(folder, secrets, lists, HostLookup.ofThisHost());
    this.patience = patience;
  }

  @Override
  public RunningFfmpeg start(FfmpegJob job, Optional<LegPlan> whip, Priority priority)
      throws CouldNotStartException {
    Resolved resolved = resolution.resolve(job);
    List<String> command = new ArrayList<>(priority.wrapper());
    command.addAll(installation.wrapper());
    command.add(installation.binary().toString());
    List<String> arguments = FfmpegCommand.arguments(resolved.job(), whip);
    command.addAll(arguments);
    Process process = spawn(command);
    return FfmpegProcess.watch(
        process, arguments, ports(whip), new LineRedaction(resolved.secretValues()), patience);
  }

  @Override
  public void endPlaylists(FfmpegJob job) {
    try {
      for (FfmpegLeg output : resolution.judged(job).outputs()) {
        if (AddressRules.isPath(output.address()) && OutputDefaults.leavesPlaylistOpen(output)) {
          folder.endPlaylist(output.address());
        }
      }
    } catch (CouldNotStartException e) {
      LOG.atDebug().log("no playlist of a job that never ran");
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a playlist was left open");
    }
  }

  /// Call it when no FFmpeg runs any more: those that do are killed by it.
  @Override
  public void close() {
    spawner.close();
  }

  private Process spawn(List<String> command) throws CouldNotStartException {
    try {
      return spawner.submit(() -> fork(command, folder.root().toFile())).get();
    } catch (ExecutionException e) {
      // The message names the program, never its arguments, which may hold secrets.
      throw new CouldNotStartException(
          ExitReason.COULD_NOT_START,
          "could not run " + command.getFirst() + ": " + rootMessage(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CouldNotStartException(ExitReason.COULD_NOT_START, "interrupted");
    }
  }

  private static Process fork(List<String> command, File workingFolder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    return builder.start();
  }

  private static List<Integer> ports(Optional<LegPlan> whip) {
    return whip.stream()
        .flatMap(
            plan -> Stream.of(Optional.ofNullable(plan.video()), Optional.ofNullable(plan.audio())))
        .flatMap(Optional::stream)
        .flatMap(leg -> Stream.of(leg.rtpPort(), leg.rtcpPort()))
        .toList();
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}

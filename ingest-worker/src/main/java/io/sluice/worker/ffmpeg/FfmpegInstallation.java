package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.FfmpegFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which programs of this host FFmpegs are started with.
///
/// @param binary absolute path of FFmpeg
/// @param version as it names it; empty when it does not say
/// @param wrapper what stands before FFmpeg in its command line: a session of its own, so that a
///   Ctrl-C meant for the worker does not reach it, and death with its parent
public record FfmpegInstallation(Path binary, String version, List<String> wrapper) {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegInstallation.class);
  private static final Pattern VERSION = Pattern.compile("^ffmpeg version (\\S+)");
  private static final Pattern MAJOR = Pattern.compile("^n?([0-9]{1,4})\\.");
  private static final long PROBE_SECONDS = 10;

  public FfmpegInstallation {
    wrapper = List.copyOf(wrapper);
  }

  /// Looks for `binary`, on the PATH when it is a plain name.
  ///
  /// @throws IllegalStateException when it is not there or does not run
  public static FfmpegInstallation find(String binary) {
    Path path =
        onPath(binary)
            .orElseThrow(() ->
                new IllegalStateException(
                    "no FFmpeg at '"
                        + binary
                        + "': install it, or name it by sluice.worker.ffmpeg"));
    return new FfmpegInstallation(path, version(path), findWrapper());
  }

  /// What it can do that others cannot, by its version: 5.1 was seen to lack both, 8.1 to have
  /// both. A build without a version number is taken for a new one.
  public List<String> features() {
    Matcher major = MAJOR.matcher(version);
    boolean isOld = version.isEmpty() || (major.find() && Integer.parseInt(major.group(1)) < 8);
    return isOld ? List.of() : List.of(FfmpegFeature.AV1_RTP, FfmpegFeature.ENHANCED_FLV);
  }

  /// Whether FFmpeg can still be started.
  public boolean isPresent() {
    return Files.isExecutable(binary);
  }

  /// True when no FFmpeg outlives this worker, however it ends.
  public boolean diesWithWorker() {
    return wrapper.contains("--pdeathsig");
  }

  private static List<String> findWrapper() {
    List<String> wrapper = new ArrayList<>();
    onPath("setsid").ifPresent(setsid -> wrapper.add(setsid.toString()));
    Optional<Path> setpriv = onPath("setpriv");
    if (setpriv.isPresent()) {
      wrapper.addAll(List.of(setpriv.get().toString(), "--pdeathsig", "KILL", "--"));
    } else {
      LOG.warn(
          "setpriv is not installed (package util-linux): FFmpegs will outlive a worker that is"
              + " killed");
    }
    return wrapper;
  }

  private static Optional<Path> onPath(String program) {
    if (program.contains("/")) {
      Path path = Path.of(program).toAbsolutePath();
      return Files.isExecutable(path) ? Optional.of(path) : Optional.empty();
    }
    String folders = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    for (String folder : folders.split(":", -1)) {
      Path path = Path.of(folder.isEmpty() ? "." : folder, program).toAbsolutePath();
      if (Files.isExecutable(path) && !Files.isDirectory(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private static String version(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "-version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(binary + " does not run: " + said.lines().findFirst());
      }
      Matcher matcher = VERSION.matcher(said);
      return matcher.find() ? matcher.group(1) : "";
    } catch (IOException e) {
      throw new IllegalStateException(binary + " does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + binary + " its version", e);
    }
  }
}

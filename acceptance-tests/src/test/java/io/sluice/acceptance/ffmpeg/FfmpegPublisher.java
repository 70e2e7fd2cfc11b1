package io.sluice.acceptance.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// FFmpeg 8 publishing by its WHIP muxer: a test picture (H264 baseline) and a tone (Opus), or a
/// film as it is.
public final class FfmpegPublisher implements AutoCloseable {
  private static final List<String> TEST_PICTURE =
      List.of(
          ("-re -f lavfi -i testsrc2=size=640x360:rate=30"
                  + " -re -f lavfi -i sine=frequency=440:sample_rate=48000"
                  + " -c:v libx264 -profile:v baseline -preset ultrafast -tune zerolatency"
                  + " -pix_fmt yuv420p -g 30 -b:v 800k -c:a libopus -ac 2 -b:a 64k")
              .split(" "));

  private final Process process;
  private final Path log;

  private FfmpegPublisher(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Publishes until it is told to quit.
  ///
  /// @param url the WHIP endpoint
  /// @param more options of the WHIP muxer, such as `-authorization`
  public static FfmpegPublisher start(String url, DtlsRole role, String... more) {
    return launch(url, role, TEST_PICTURE, List.of(more));
  }

  /// Publishes a film of H264 and Opus in real time, without encoding it again, until it is told to
  /// quit.
  public static FfmpegPublisher play(Path film, String url, DtlsRole role) {
    return launch(url, role, List.of("-re", "-i", film.toString(), "-c", "copy"), List.of());
  }

  private static FfmpegPublisher launch(
      String url, DtlsRole role, List<String> input, List<String> more) {
    try {
      Path log = Files.createTempFile("ffmpeg8", ".log");
      ProcessBuilder builder = new ProcessBuilder(command(url, role, input, more));
      builder.environment().put("LD_LIBRARY_PATH", Ffmpeg8.folder().toString());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new FfmpegPublisher(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start FFmpeg 8", e);
    }
  }

  private static List<String> command(
      String url, DtlsRole role, List<String> input, List<String> more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Ffmpeg8.executable().toString());
    command.addAll(List.of("-hide_banner", "-nostats", "-loglevel", "info"));
    command.addAll(input);
    command.addAll(List.of("-f", "whip"));
    command.addAll(role.arguments());
    command.addAll(more);
    command.add(url);
    return command;
  }

  /// Waits until FFmpeg has ended by itself, as it does when it is refused; gives its exit code.
  public int awaitEnd() {
    try {
      if (process.waitFor(30, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("FFmpeg 8 did not end: " + log());
  }

  /// Ends the publish as a user does, by `q`: FFmpeg then deletes its WHIP session.
  public int quit() {
    try {
      process.getOutputStream().write('q');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("FFmpeg 8 does not listen any more: " + log(), e);
    }
    return awaitEnd();
  }

  public String log() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}

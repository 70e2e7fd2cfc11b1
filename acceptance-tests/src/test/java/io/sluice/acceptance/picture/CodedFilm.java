package io.sluice.acceptance.picture;

import io.sluice.acceptance.ffmpeg.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A film of coded pictures with a beep at the start of every second, as a file for publishers.
///
/// The first picture is drawn at the moment 0; 30 a second.
///
/// @param film H264 (constrained baseline) and Opus in Matroska
/// @param pictures its pictures alone: Annex B, with access unit delimiters
/// @param sound its sound alone: Ogg, a packet of 20 ms a page
public record CodedFilm(Path film, Path pictures, Path sound) {
  public static final int PICTURES_PER_SECOND = 30;

  /// From the onset of a second, in the sound.
  static final double BEEP_SECONDS = 0.1;

  /// @param keyFrameSeconds from one key frame to the next
  public static CodedFilm make(
      Path folder, int width, int height, int seconds, int keyFrameSeconds) {
    try {
      Path film = folder.resolve("film-" + width + "x" + height + ".mkv");
      encode(film, width, height, seconds, keyFrameSeconds);
      Path pictures = folder.resolve("pictures-" + width + "x" + height + ".h264");
      Path sound = folder.resolve("sound-" + width + "x" + height + ".ogg");
      extract(
          film,
          List.of(
              "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb,h264_metadata=aud=insert"),
          pictures);
      extract(film, List.of("-map", "0:a", "-c", "copy", "-page_duration", "20000"), sound);
      return new CodedFilm(film, pictures, sound);
    } catch (IOException e) {
      throw new UncheckedIOException("the film cannot be made", e);
    }
  }

  private static void encode(Path film, int width, int height, int seconds, int keyFrameSeconds)
      throws IOException {
    Path log = Files.createTempFile("film", ".log");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-y", "-v", "error"));
    command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", width + "x" + height));
    command.addAll(List.of("-r", "" + PICTURES_PER_SECOND, "-i", "pipe:0"));
    command.addAll(List.of("-f", "lavfi", "-i", beeps()));
    command.addAll(List.of("-t", "" + seconds, "-c:v", "libx264", "-profile:v", "baseline"));
    command.addAll(List.of("-preset", "ultrafast", "-crf", "30", "-bf", "0", "-sc_threshold", "0"));
    command.addAll(List.of("-g", "" + keyFrameSeconds * PICTURES_PER_SECOND));
    command.addAll(List.of("-c:a", "libopus", "-b:a", "48k", film.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(log.toFile())
            .redirectError(log.toFile())
            .start();
    try (OutputStream raw = process.getOutputStream()) {
      draw(raw, width, height, seconds);
    }
    int exitCode = process.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new IOException("ffmpeg ended with " + exitCode + ": " + Files.readString(log));
    }
    Files.delete(log);
  }

  private static void draw(OutputStream raw, int width, int height, int seconds)
      throws IOException {
    CodedPicture picture = new CodedPicture(width, height);
    for (int i = 0; i < seconds * PICTURES_PER_SECOND; i++) {
      picture.draw(tickOf(i));
      raw.write(picture.y());
      raw.write(picture.u());
      raw.write(picture.v());
    }
  }

  /// When picture number `picture` of a film was drawn.
  public static int tickOf(int picture) {
    return picture * PictureCode.TICKS_PER_SECOND / PICTURES_PER_SECOND;
  }

  private static String beeps() {
    return "aevalsrc=exprs='0.5*sin(2*PI*1000*t)*lt(mod(t,1),"
        + BEEP_SECONDS
        + ")':s=48000:c=stereo";
  }

  private static void extract(Path film, List<String> how, Path to) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-y", "-v", "error", "-i"));
    command.add(film.toString());
    command.addAll(how);
    command.add(to.toString());
    Command.run(command).outputOrFail();
  }
}

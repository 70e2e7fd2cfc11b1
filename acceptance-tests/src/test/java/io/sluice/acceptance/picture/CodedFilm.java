package io.sluice.acceptance.picture;

import io.sluice.acceptance.ffmpeg.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A film of coded pictures with a beep at the start of every second, as a file for publishers.
///
/// The first picture is drawn at the moment 0; 30 a second.
///
/// @param coding of its pictures
/// @param film those and Opus in Matroska
/// @param pictures its pictures alone: Annex B, with access unit delimiters
/// @param sound its sound alone: Ogg, a packet of 20 ms a page
public record CodedFilm(Coding coding, Path film, Path pictures, Path sound) {
  public static final int PICTURES_PER_SECOND = 30;

  /// How pictures are coded: none depends on a later one.
  public enum Coding {
    /// Constrained baseline.
    H264("libx264", "-profile:v baseline -bf 0 -sc_threshold 0", "h264", "h264_mp4toannexb"),
    /// Main profile.
    H265(
        "libx265",
        "-tag:v hvc1 -x265-params log-level=error:bframes=0:scenecut=0:open-gop=0",
        "hevc",
        "hevc_mp4toannexb");

    private final String encoder;
    private final List<String> options;
    private final String format;
    private final String toAnnexB;

    Coding(String encoder, String options, String format, String toAnnexB) {
      this.encoder = encoder;
      this.options = List.of(options.split(" "));
      this.format = format;
      this.toAnnexB = toAnnexB;
    }
  }

  /// From the onset of a second, in the sound.
  static final double BEEP_SECONDS = 0.1;

  /// @param keyFrameSeconds from one key frame to the next
  public static CodedFilm make(
      Path folder, int width, int height, int seconds, int keyFrameSeconds) {
    return make(folder, Coding.H264, width, height, seconds, keyFrameSeconds);
  }

  /// @param keyFrameSeconds from one key frame to the next
  public static CodedFilm make(
      Path folder, Coding coding, int width, int height, int seconds, int keyFrameSeconds) {
    try {
      String name = coding.format + "-" + width + "x" + height;
      Path film = folder.resolve("film-" + name + ".mkv");
      encode(film, coding, width, height, seconds, keyFrameSeconds);
      Path pictures = folder.resolve("pictures-" + name + "." + coding.format);
      Path sound = folder.resolve("sound-" + name + ".ogg");
      String delimited = coding.toAnnexB + "," + coding.format + "_metadata=aud=insert";
      extract(film, List.of("-map", "0:v", "-c", "copy", "-bsf:v", delimited), pictures);
      extract(film, List.of("-map", "0:a", "-c", "copy", "-page_duration", "20000"), sound);
      return new CodedFilm(coding, film, pictures, sound);
    } catch (IOException e) {
      throw new UncheckedIOException("the film cannot be made", e);
    }
  }

  private static void encode(
      Path film, Coding coding, int width, int height, int seconds, int keyFrameSeconds)
      throws IOException {
    Path log = Files.createTempFile("film", ".log");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-y", "-v", "error"));
    command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", width + "x" + height));
    command.addAll(List.of("-r", "" + PICTURES_PER_SECOND, "-i", "pipe:0"));
    command.addAll(List.of("-f", "lavfi", "-i", beeps()));
    command.addAll(List.of("-t", "" + seconds, "-c:v", coding.encoder));
    command.addAll(coding.options);
    command.addAll(
        List.of(
            "-preset",
            "ultrafast",
            "-crf",
            "30",
            "-g",
            "" + keyFrameSeconds * PICTURES_PER_SECOND));
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

  /// The pictures of this film and then those of another, which may have another size, for a
  /// publisher that reads pictures and sound from files of their own; the sound is the other's.
  public CodedFilm then(CodedFilm other) {
    try {
      Path both = pictures.resolveSibling("then-" + pictures.getFileName());
      Files.copy(pictures, both, StandardCopyOption.REPLACE_EXISTING);
      Files.write(both, Files.readAllBytes(other.pictures), StandardOpenOption.APPEND);
      return new CodedFilm(coding, film, both, other.sound);
    } catch (IOException e) {
      throw new UncheckedIOException("the films cannot be joined", e);
    }
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

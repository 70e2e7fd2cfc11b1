package io.sluice.acceptance.picture;

import io.sluice.acceptance.ffmpeg.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How far sound and picture of a recording are apart: each beep against the first picture that was
/// drawn in its second.
public final class Synchrony {
  /// From the end of a silence to the start of the next; the last one may have none.
  private static final Pattern SOUND =
      Pattern.compile(
          "silence_end: ([0-9.]+)(?:(?!silence_end:).)*?silence_start: ([0-9.]+)", Pattern.DOTALL);

  /// What is shorter is a click of a sound card that starts, or the rest of a beep.
  private static final double MIN_BEEP_SECONDS = 0.7 * CodedFilm.BEEP_SECONDS;

  /// Beeps that have no picture so near belong to a picture that was not recorded.
  private static final double SAME_SECONDS = 0.45;

  private Synchrony() {}

  /// Seconds by which the sound is late at each beep; negative where it is early.
  public static List<Double> latenessOfSound(Path recording) {
    List<Double> seconds = beginningsOfSeconds(Viewer.view(recording));
    List<Double> lateness = new ArrayList<>();
    for (double beep : beeps(recording)) {
      seconds.stream()
          .map(second -> beep - second)
          .filter(late -> Math.abs(late) < SAME_SECONDS)
          .findFirst()
          .ifPresent(lateness::add);
    }
    return lateness;
  }

  /// Where a picture shows a new second and the one before, shortly before it, the last.
  private static List<Double> beginningsOfSeconds(List<SeenPicture> pictures) {
    List<Double> beginnings = new ArrayList<>();
    for (int i = 1; i < pictures.size(); i++) {
      SeenPicture before = pictures.get(i - 1);
      SeenPicture picture = pictures.get(i);
      if (before.isClean() && picture.isClean()) {
        int tick = picture.tick().orElseThrow();
        int passed = tick - before.tick().orElseThrow();
        int intoSecond = tick % PictureCode.TICKS_PER_SECOND;
        if (passed > 0 && passed <= 20 && intoSecond < passed) {
          beginnings.add(picture.seconds() - (double) intoSecond / PictureCode.TICKS_PER_SECOND);
        }
      }
    }
    return beginnings;
  }

  private static List<Double> beeps(Path recording) {
    String found =
        Command.run(
                List.of(
                    "ffmpeg",
                    "-nostdin",
                    "-i",
                    recording.toString(),
                    "-map",
                    "0:a",
                    "-af",
                    "aresample=async=1,silencedetect=noise=-25dB:duration=0.3",
                    "-f",
                    "null",
                    "-"))
            .errors();
    return SOUND
        .matcher(found)
        .results()
        .filter(sound -> seconds(sound, 2) - seconds(sound, 1) > MIN_BEEP_SECONDS)
        .map(beep -> seconds(beep, 1))
        .toList();
  }

  private static double seconds(MatchResult sound, int group) {
    return Double.parseDouble(sound.group(group));
  }
}

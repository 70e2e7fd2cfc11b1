package io.sluice.acceptance.pion;

import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts Pion publishing a film in real time. What it says is in `src/test/go/publisher/main.go`.
public final class PionPublisher {
  private PionPublisher() {}

  /// @param more options of the program
  public static RunningProgram start(Place place, String url, CodedFilm film, String... more) {
    List<String> options = new ArrayList<>(pictures(film));
    options.addAll(sound(film));
    options.addAll(List.of(more));
    return start(place, url, options);
  }

  public static RunningProgram startWithoutSound(Place place, String url, CodedFilm film) {
    return start(place, url, pictures(film));
  }

  public static RunningProgram startWithoutPictures(Place place, String url, CodedFilm film) {
    return start(place, url, sound(film));
  }

  private static List<String> pictures(CodedFilm film) {
    return List.of(
        "-fps",
        "" + CodedFilm.PICTURES_PER_SECOND,
        "-codec",
        film.coding().name(),
        "-video",
        film.pictures().toString());
  }

  private static List<String> sound(CodedFilm film) {
    return List.of("-audio", film.sound().toString());
  }

  private static RunningProgram start(Place place, String url, List<String> options) {
    Path program = GoProgram.compile("publisher");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(options);
    command.add(url);
    return RunningProgram.start("pion", place, command);
  }
}

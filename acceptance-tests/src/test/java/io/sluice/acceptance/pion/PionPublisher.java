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
    Path program = GoProgram.compile("publisher");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("-fps", "" + CodedFilm.PICTURES_PER_SECOND));
    command.addAll(List.of("-video", film.pictures().toString()));
    command.addAll(List.of("-audio", film.sound().toString()));
    command.addAll(List.of(more));
    command.add(url);
    return RunningProgram.start("pion", place, command);
  }
}

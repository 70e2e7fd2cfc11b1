package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.incident.Incident;
import io.sluice.controlplane.incident.IncidentFile;
import io.sluice.controlplane.process.Process;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// As `sluice export` wrote it.
record FilePast(Incident incident) implements PastSource {
  private static final String ENDING = ".avro";

  /// An id may look like the name of a file: it is one when it names a folder, or when it ends as
  /// exported files do and is there.
  static boolean isFile(String idOrFile) {
    return idOrFile.contains("/")
        || idOrFile.endsWith(ENDING) && Files.isRegularFile(Path.of(idOrFile));
  }

  static FilePast read(String file) {
    return new FilePast(incident(file));
  }

  static Incident incident(String file) {
    try {
      return IncidentFile.read(Path.of(file));
    } catch (NoSuchFileException e) {
      throw UserErrorException.usage("there is no file " + file);
    } catch (IOException e) {
      throw UserErrorException.usage("cannot read " + file + ": " + e.getMessage());
    }
  }

  @Override
  public ProcessId process() {
    return incident.before().id();
  }

  @Override
  public Process before() {
    return incident.before();
  }

  @Override
  public List<Transition> history(Span span) {
    return incident.transitions().stream().filter(span::contains).toList();
  }

  @Override
  public List<FfmpegReport> reports() {
    return incident.reports();
  }

  @Override
  public void close() {}
}

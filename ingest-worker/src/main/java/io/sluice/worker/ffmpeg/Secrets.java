package io.sluice.worker.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `${secret:NAME}` stands for on this worker: the environment variable `SLUICE_SECRET_NAME`,
/// or else the file NAME in the folder of secrets.
public final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([A-Za-z0-9_]{1,64})}");

  private final Function<String, Optional<String>> environment;
  private final Optional<Path> folder;

  Secrets(Function<String, Optional<String>> environment, Optional<Path> folder) {
    this.environment = environment;
    this.folder = folder;
  }

  public static Secrets of(Optional<Path> folder) {
    return new Secrets(name -> Optional.ofNullable(System.getenv(name)), folder);
  }

  /// `text` with every reference replaced.
  ///
  /// @param used gets the name and value of each secret met
  /// @throws CouldNotStartException when a secret is not known here
  String resolve(String text, Map<String, String> used) throws CouldNotStartException {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String value = value(matcher.group(1));
      used.put(matcher.group(1), value);
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String value(String name) throws CouldNotStartException {
    Optional<String> value = environment.apply("SLUICE_SECRET_" + name);
    if (value.isPresent()) {
      return value.get();
    }
    if (folder.isPresent()) {
      try {
        return Files.readString(folder.get().resolve(name)).strip();
      } catch (IOException e) {
        throw unknown(name);
      }
    }
    throw unknown(name);
  }

  private static CouldNotStartException unknown(String name) {
    return new CouldNotStartException(
        ExitReason.BAD_CONFIGURATION,
        "secret "
            + name
            + " is not known on this worker: set SLUICE_SECRET_"
            + name
            + " or put a file of that name into sluice.worker.secrets-dir");
  }
}

package io.sluice.standalone.cli;

import io.sluice.controlplane.api.ProcessReading;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A process as a file of JSON has it.
final class ProcessFile {
  private static final long MAX_FILE_BYTES = 1 << 20;

  private ProcessFile() {}

  /// @throws UserErrorException naming the file, and the field that is wrong
  static ProcessReading.Read read(Path file) {
    return switch (ProcessReading.of(content(file))) {
      case ProcessReading.Read read -> read;
      case ProcessReading.Refused(String field, String detail) ->
          throw UserErrorException.usage(
              file + ": " + (field.isEmpty() ? "" : field + " ") + detail);
    };
  }

  private static byte[] content(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw UserErrorException.usage(file + " is larger than any process has reason to be");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw UserErrorException.usage("there is no file " + file);
    } catch (IOException e) {
      throw UserErrorException.usage(file + " cannot be read: " + e.getMessage());
    }
  }
}

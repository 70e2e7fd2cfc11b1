package io.sluice.acceptance.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A process of this host by its id, as Linux tells of it in /proc.
public record HostProcess(long pid) {
  /// False also for a zombie: it holds nothing but its exit code, until whoever adopted it asks.
  public boolean isRunning() {
    try {
      String stat = Files.readString(file("stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException e) {
      return false;
    }
  }

  /// Its arguments, the program's name first.
  public List<String> commandLine() {
    try {
      String line = new String(Files.readAllBytes(file("cmdline")), StandardCharsets.UTF_8);
      return List.of(line.split("\0"));
    } catch (NoSuchFileException e) {
      throw new AssertionError("process " + pid + " does not run", e);
    } catch (IOException e) {
      throw new AssertionError("process " + pid + " cannot be looked at", e);
    }
  }

  /// How many files, sockets and pipes it holds open.
  public int openFiles() {
    return entries("fd");
  }

  public int threads() {
    return entries("task");
  }

  /// Those that it started and that still run, and theirs.
  public List<Long> descendants() {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .toList();
  }

  /// Whether it is the parent of an FFmpeg that writes a file of that process.
  public boolean runsFfmpegOf(String processId) {
    return descendants().stream()
        .flatMap(child -> ProcessHandle.of(child).stream())
        .flatMap(child -> child.info().commandLine().stream())
        .anyMatch(line -> line.contains("ffmpeg") && line.contains(processId + ".mkv"));
  }

  private int entries(String folder) {
    try (Stream<Path> entries = Files.list(file(folder))) {
      return (int) entries.count();
    } catch (IOException e) {
      throw new AssertionError("process " + pid + " cannot be looked at", e);
    }
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}

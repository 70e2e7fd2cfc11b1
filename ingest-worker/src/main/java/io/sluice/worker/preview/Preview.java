package io.sluice.worker.preview;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.JobVerdict.Accepted;
import io.sluice.process.rules.ProcessRules;
import io.sluice.worker.ffmpeg.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Finds the files that may be shown of the processes of this worker.
///
/// Thread: any.
public final class Preview {
  /// Many times the longest segment of any use; a file is held in memory while it is sent.
  private static final long MAX_BYTES = 64L << 20;

  private final OutputFolder folder;
  private final Function<ProcessId, Optional<FfmpegJob>> jobs;

  /// One file of a playlist.
  ///
  /// @param lasting whether it never changes under this name
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Shown(String mediaType, boolean lasting, byte[] content) {}

  /// @param jobs what processes here run; empty for one that is not here
  public Preview(OutputFolder folder, Function<ProcessId, Optional<FfmpegJob>> jobs) {
    this.folder = folder;
    this.jobs = jobs;
  }

  /// @param name of a file beside the playlist; empty for the playlist itself
  /// @return empty when the process is not here, shows nothing, or has no such file
  public Optional<Shown> find(String processId, String name) throws IOException {
    if (!ProcessId.problem(processId).isEmpty()) {
      return Optional.empty();
    }
    Optional<HlsFiles> files =
        jobs.apply(new ProcessId(processId))
            .flatMap(Preview::filled)
            .flatMap(job -> HlsFiles.of(job.outputs()));
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String wanted = name.isEmpty() ? files.get().playlist() : name;
    return files.get().holds(wanted) ? read(files.get(), wanted) : Optional.empty();
  }

  private Optional<Shown> read(HlsFiles files, String name) throws IOException {
    Optional<Path> path = folder.find(files.folder() + name);
    if (path.isEmpty() || Files.size(path.get()) > MAX_BYTES) {
      return Optional.empty();
    }
    try (var file = Files.newInputStream(path.get(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new Shown(mediaType(name), files.isLasting(name), file.readAllBytes()));
    }
  }

  private static Optional<FfmpegJob> filled(FfmpegJob job) {
    return ProcessRules.judge(job, AddressLists.NONE) instanceof Accepted(FfmpegJob filled)
        ? Optional.of(filled)
        : Optional.empty();
  }

  /// RFC 8216 §4 and §3.
  private static String mediaType(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "m3u8" -> "application/vnd.apple.mpegurl";
      case "ts" -> "video/mp2t";
      case "m4s" -> "video/iso.segment";
      case "mp4" -> "video/mp4";
      default -> "application/octet-stream";
    };
  }
}

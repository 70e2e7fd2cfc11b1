package io.sluice.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What ffprobe finds in a file or playlist.
record MediaFile(List<MediaStream> streams) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIMEOUT_SECONDS = 60;
  private static final String ENTRIES =
      "stream=index,codec_type,codec_name,width,height,sample_rate"
          + ":packet=stream_index,pts_time,duration_time";

  /// @throws IOException when ffprobe cannot read it; the message says what it said
  static MediaFile probe(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-print_format",
                "json",
                "-show_entries",
                ENTRIES,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.PIPE)
            .start();
    JsonNode json = JSON.readTree(process.getInputStream());
    String complaint = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("ffprobe did not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException("ffprobe cannot read it: " + complaint);
    }
    return of(json);
  }

  static MediaFile of(JsonNode json) {
    List<MediaStream> streams = new ArrayList<>();
    for (JsonNode stream : json.path("streams")) {
      streams.add(MediaStream.of(stream, json.path("packets")));
    }
    return new MediaFile(List.copyOf(streams));
  }

  /// The first stream of a kind.
  Optional<MediaStream> first(String kind) {
    return streams.stream().filter(stream -> stream.kind().equals(kind)).findFirst();
  }
}

package io.sluice.process.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the options of an output mean for the streams of the publisher.
public final class OutputOptions {
  private static final String COPY = "copy";
  private static final Set<String> VIDEO_CODEC = Set.of("-c:v", "-codec:v", "-vcodec", "-c:v:0");
  private static final Set<String> AUDIO_CODEC = Set.of("-c:a", "-codec:a", "-acodec", "-c:a:0");

  private final List<String> options;

  public OutputOptions(List<String> options) {
    this.options = List.copyOf(options);
  }

  /// Whether streams are copied unless an option says otherwise: no codec is named for all of them,
  /// and no filter, which would need decoded pictures.
  public boolean copiesByDefault() {
    return last(Set.of("-c", "-codec")).isEmpty() && !hasFilter();
  }

  public boolean copiesVideo() {
    return takes("-vn", "v", "0") && copies(VIDEO_CODEC);
  }

  public boolean copiesAudio() {
    return takes("-an", "a", "1") && copies(AUDIO_CODEC);
  }

  /// The container named by `-f`.
  public Optional<String> format() {
    return last(Set.of("-f"));
  }

  boolean hasFragmentedSegments() {
    return last(Set.of("-hls_segment_type")).filter("fmp4"::equals).isPresent();
  }

  private boolean copies(Set<String> names) {
    Optional<String> codec = last(names).or(() -> last(Set.of("-c", "-codec")));
    return codec.map(COPY::equals).orElseGet(this::copiesByDefault);
  }

  /// Of maps only the plain ones are understood; what is not understood counts as not taken, for
  /// FFmpeg to judge.
  private boolean takes(String without, String type, String index) {
    if (options.contains(without)) {
      return false;
    }
    List<String> maps = values("-map");
    if (maps.isEmpty()) {
      return true;
    }
    Set<String> wanted = Set.of("0", "0:" + type, "0:" + type + ":0", "0:" + index);
    return maps.stream().map(map -> map.replace("?", "")).anyMatch(wanted::contains);
  }

  private boolean hasFilter() {
    return options.stream()
        .anyMatch(o -> o.equals("-vf") || o.equals("-af") || o.startsWith("-filter"));
  }

  private Optional<String> last(Set<String> names) {
    for (int i = options.size() - 2; i >= 0; i--) {
      if (names.contains(options.get(i))) {
        return Optional.of(options.get(i + 1).toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  private List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < options.size(); i++) {
      if (options.get(i).equals(name)) {
        values.add(options.get(i + 1));
      }
    }
    return values;
  }
}

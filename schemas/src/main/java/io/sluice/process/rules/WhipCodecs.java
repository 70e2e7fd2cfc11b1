package io.sluice.process.rules;

import java.util.ArrayList;
import java.util.List;

/// The codecs that publishers may send, by their names; empty lists where WHIP is off.
public record WhipCodecs(List<String> video, List<String> audio) {
  public WhipCodecs {
    video = List.copyOf(video);
    audio = List.copyOf(audio);
  }

  List<String> copiedInto(OutputOptions output) {
    List<String> copied = new ArrayList<>();
    if (output.copiesVideo()) {
      copied.addAll(video);
    }
    if (output.copiesAudio()) {
      copied.addAll(audio);
    }
    return copied;
  }
}

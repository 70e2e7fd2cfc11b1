package io.sluice.worker.sdp;

import java.util.List;
import java.util.Optional;

/// The attributes of the session, or of one media description, in their order.
record SdpSection(List<SdpAttribute> attributes) {
  SdpSection {
    attributes = List.copyOf(attributes);
  }

  boolean has(String name) {
    return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(SdpAttribute::value)
        .toList();
  }
}

package io.sluice.controlplane.placement;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Why no worker could be offered: each known one is counted once, under the first thing that stood
/// against it.
///
/// @param silent without a recent heartbeat
/// @param draining takes no new process
/// @param otherLabels lacks a required label
/// @param incapable its FFmpeg cannot do what the process asks for
/// @param full runs as many processes as it may
/// @param withoutLeases has no free port lease
/// @param lacking what the incapable ones lack, and how many lack each; one may lack several
public record Survey(
    int silent,
    int draining,
    int otherLabels,
    int incapable,
    int full,
    int withoutLeases,
    Map<String, Integer> lacking) {
  public static final Survey NOBODY = new Survey(0, 0, 0, 0, 0, 0, Map.of());

  public Survey {
    lacking = Collections.unmodifiableMap(new TreeMap<>(lacking));
  }

  int ready() {
    return otherLabels + incapable + full + withoutLeases;
  }
}

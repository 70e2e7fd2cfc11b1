package io.sluice.controlplane.placement;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an orchestrator asks of the worker that is to run a process, as it was sent.
///
/// @param required labels that the worker must carry, in the order of their keys
/// @param preferred labels that a worker is preferred for
/// @param sameReference one of [#COMPANIES]; empty for [#NONE]
public record PlacementWish(
    Map<String, String> required, Map<String, String> preferred, String sameReference) {
  public static final String NONE = "NONE";
  public static final String SPREAD = "SPREAD";
  public static final String TOGETHER = "TOGETHER";

  /// Where processes of one reference can be wanted.
  public static final List<String> COMPANIES = List.of(NONE, SPREAD, TOGETHER);

  public static final PlacementWish NOTHING = new PlacementWish(Map.of(), Map.of(), NONE);

  public PlacementWish {
    required = Collections.unmodifiableMap(new TreeMap<>(required));
    preferred = Collections.unmodifiableMap(new TreeMap<>(preferred));
  }

  public PlacementWish withDefaults() {
    return sameReference.isEmpty() ? new PlacementWish(required, preferred, NONE) : this;
  }
}

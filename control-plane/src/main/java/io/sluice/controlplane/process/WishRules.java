package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.process.rules.RuleProblem;
import java.util.List;
import java.util.Map;

/// What is wrong with the wishes of a process for its worker.
final class WishRules {
  private static final int MAX_LABELS = 16;
  private static final int MAX_LABEL_CHARS = 128;

  private WishRules() {}

  static void check(ProcessConfig config, List<RuleProblem> problems) {
    PlacementWish wish = config.placement();
    checkLabels("placement.requiredLabels", wish.required(), problems);
    checkLabels("placement.preferredLabels", wish.preferred(), problems);
    if (!PlacementWish.COMPANIES.contains(wish.sameReference())) {
      problems.add(
          new RuleProblem(
              "placement.sameReference",
              "is not supported",
              "use " + String.join(" or ", PlacementWish.COMPANIES)));
    } else if (config.reference().isEmpty() && !wish.sameReference().equals(PlacementWish.NONE)) {
      problems.add(
          new RuleProblem(
              "placement.sameReference",
              "is " + wish.sameReference() + ", but the process has no reference",
              "give those that belong together the same reference"));
    }
  }

  private static void checkLabels(
      String field, Map<String, String> labels, List<RuleProblem> problems) {
    if (labels.size() > MAX_LABELS) {
      problems.add(
          new RuleProblem(
              field, "names " + labels.size() + " labels", "name at most " + MAX_LABELS));
    }
    boolean usable =
        labels.entrySet().stream()
            .allMatch(label ->
                !label.getKey().isBlank()
                    && label.getKey().length() <= MAX_LABEL_CHARS
                    && label.getValue().length() <= MAX_LABEL_CHARS);
    if (!usable) {
      problems.add(
          new RuleProblem(
              field,
              "has a label without a name, or one too long",
              "use at most " + MAX_LABEL_CHARS + " characters for a name and for a value"));
    }
  }
}

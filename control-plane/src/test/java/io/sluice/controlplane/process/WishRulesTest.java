package io.sluice.controlplane.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.process.rules.RuleProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WishRulesTest {
  @Test
  void takesNoWishAndGoodOnes() {
    assertThat(problems("", PlacementWish.NOTHING)).isEmpty();
    assertThat(
            problems(
                "show", new PlacementWish(Map.of("zone", "a"), Map.of("disk", "ssd"), "TOGETHER")))
        .isEmpty();
  }

  @Test
  void refusesAWordItDoesNotKnow() {
    assertThat(problems("show", new PlacementWish(Map.of(), Map.of(), "APART")))
        .containsExactly("placement.sameReference");
  }

  @Test
  void refusesAReferenceThatIsLookedAtAndMissing() {
    assertThat(problems("", new PlacementWish(Map.of(), Map.of(), "SPREAD")))
        .containsExactly("placement.sameReference");
  }

  @Test
  void refusesLabelsWithoutANameTooLongOrTooMany() {
    assertThat(problems("", new PlacementWish(Map.of(" ", "a"), Map.of(), "NONE")))
        .containsExactly("placement.requiredLabels");
    assertThat(problems("", new PlacementWish(Map.of(), Map.of("a", "b".repeat(129)), "NONE")))
        .containsExactly("placement.preferredLabels");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 17; i++) {
      many.put("label-" + i, "x");
    }
    assertThat(problems("", new PlacementWish(many, Map.of(), "NONE")))
        .containsExactly("placement.requiredLabels");
  }

  private static List<String> problems(String reference, PlacementWish wish) {
    ProcessConfig plain = Samples.plainConfig();
    List<RuleProblem> problems = new ArrayList<>();
    WishRules.check(
        new ProcessConfig(
            reference,
            plain.whipIngest(),
            plain.job(),
            plain.metadata(),
            wish,
            plain.isolation(),
            plain.supervision()),
        problems);
    return problems.stream().map(RuleProblem::field).toList();
  }
}

package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  @Test
  void writesEveryMemberInOrder() {
    Problem problem =
        Problem.of(422, "INVALID_CONFIG", "is empty").at("/api/v1/processes").with("field", "id");

    assertThat(problem.toJson())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                + "\"detail\":\"is empty\",\"instance\":\"/api/v1/processes\","
                + "\"reason\":\"INVALID_CONFIG\",\"field\":\"id\"}");
  }

  @Test
  void leavesAnUnknownInstanceOut() {
    assertThat(Problem.of(404, "X", "y").toJson()).doesNotContain("instance");
  }

  @Test
  void escapesWhateverItIsGiven() {
    Problem problem = Problem.of(400, "X", "\"\\\n\r\t\0\u007f</script>&\u2028é😀\ud800!");

    assertThat(problem.toJson())
        .contains(
            "\"detail\":\"\\\"\\\\\\n\\r\\t\\u0000\\u007f\\u003c/script\\u003e\\u0026\\u2028é😀"
                + "\\ud800!\"");
  }

  @Test
  void refusesAStatusThatIsNoError() {
    assertThatThrownBy(() -> Problem.of(200, "X", "y"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(WhipRefusal.class)
  void namesTheStatusOfEveryRefusal(WhipRefusal refusal) {
    Problem problem = refusal.problem("why");

    assertThat(problem.status()).isEqualTo(refusal.status());
    assertThat(problem.title()).isNotEqualTo("Request Refused").isNotEqualTo("Server Error");
    assertThat(problem.extensions()).containsEntry("reason", refusal.name());
  }
}

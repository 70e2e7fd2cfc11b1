package io.sluice.standalone.cli.past;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.controlplane.verify.Finding.Gap;
import io.sluice.controlplane.verify.Finding.NotUnderstood;
import io.sluice.controlplane.verify.Finding.OtherDecision;
import io.sluice.controlplane.verify.Finding.OtherRoute;
import io.sluice.controlplane.verify.Finding.OtherState;
import io.sluice.controlplane.verify.Finding.Trouble;
import io.sluice.controlplane.verify.VerificationResult;
import java.util.List;

/// What a verification found, as JSON: all of it.
final class VerificationJson {
  private VerificationJson() {}

  static ObjectNode of(VerificationResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("compared", result.compared());
    json.put("followed", result.followed());
    json.put("processes", result.processes());
    json.put("snapshots", result.snapshots());
    json.put("routes", result.routes());
    var differences = json.putArray("differences");
    result.troubles().forEach(trouble -> differences.add(json(trouble)));
    return json;
  }

  private static ObjectNode json(Trouble trouble) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("processId", trouble.process().value())
            .put("sequence", trouble.sequence())
            .put("at", UtcTime.whole(trouble.at()));
    switch (trouble) {
      case OtherDecision t -> {
        json.put("kind", "decision").put("cause", t.cause());
        add(json, "recorded", "today", t.fields());
      }
      case OtherState t -> add(json.put("kind", "state"), "snapshot", "history", t.fields());
      case OtherRoute t -> add(json.put("kind", "route"), "route", "state", t.fields());
      case Gap t -> json.put("kind", "gap").put("expected", t.expected());
      case NotUnderstood t -> json.put("kind", "notUnderstood").put("problem", t.problem());
    }
    return json;
  }

  private static void add(
      ObjectNode json, String left, String right, List<FieldDifference> differences) {
    var fields = json.putArray("fields");
    differences.forEach(
        d -> fields.addObject().put("path", d.path()).put(left, d.left()).put(right, d.right()));
  }
}
